import { DataTypes, type Model, type ModelAttributeColumnOptions } from 'sequelize';

/*
 * How columns are declared, so that every model says the same thing the same way. What values look like in code is said once,
 * in typeCast.ts. Time stamps are set by who writes, from the clock: no model makes them.
 */

type Column = ModelAttributeColumnOptions;

/** A primary key that the database gives. After an insert the driver hands a number: code sees the same string as in reads. */
export const generatedId: Column = {
  type: DataTypes.BIGINT.UNSIGNED,
  primaryKey: true,
  autoIncrement: true,
  get(this: Model): string | undefined {
    const id: unknown = this.getDataValue('id');
    return id === undefined || id === null ? undefined : String(id);
  },
};

export const id: Column = { type: DataTypes.BIGINT.UNSIGNED, allowNull: false };
export const idOrNull: Column = { type: DataTypes.BIGINT.UNSIGNED };
export const fen: Column = { type: DataTypes.BIGINT, allowNull: false };
/** Zero unless it is given, as in the column. */
export const fenFromZero: Column = { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 };
export const count: Column = { type: DataTypes.INTEGER.UNSIGNED, allowNull: false };
export const countFromZero: Column = { type: DataTypes.INTEGER.UNSIGNED, allowNull: false, defaultValue: 0 };
export const countFromOne: Column = { type: DataTypes.INTEGER.UNSIGNED, allowNull: false, defaultValue: 1 };
export const countOrNull: Column = { type: DataTypes.INTEGER.UNSIGNED };
export const ratio: Column = { type: DataTypes.DECIMAL(12, 6), allowNull: false };
export const ratioOrNull: Column = { type: DataTypes.DECIMAL(12, 6) };
/** `YYYY-MM-DD`. */
export const dayOrNull: Column = { type: DataTypes.DATEONLY };
/** Millionths of a degree. */
export const coordinateOrNull: Column = { type: DataTypes.INTEGER };
export const flag: Column = { type: DataTypes.BOOLEAN, allowNull: false };
export const flagFromTrue: Column = { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true };
export const flagFromFalse: Column = { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false };
/** For an index of the few rows that are. */
export const trueOrNull: Column = { type: DataTypes.BOOLEAN };
export const time: Column = { type: DataTypes.DATE(3), allowNull: false };
export const timeOrNull: Column = { type: DataTypes.DATE(3) };
export const json: Column = { type: DataTypes.JSON, allowNull: false };
/** An empty list unless it is given, as in the column. */
export const listFromEmpty: Column = { type: DataTypes.JSON, allowNull: false, defaultValue: [] };
export const jsonOrNull: Column = { type: DataTypes.JSON };
export const text = (length: number): Column => ({ type: DataTypes.STRING(length), allowNull: false });
export const textOrNull = (length: number): Column => ({ type: DataTypes.STRING(length) });
export const longText: Column = { type: DataTypes.TEXT, allowNull: false };
export const oneOf = (...values: readonly string[]): Column => ({
  type: DataTypes.ENUM(...values),
  allowNull: false,
});
export const oneOfOrNull = (...values: readonly string[]): Column => ({ type: DataTypes.ENUM(...values) });
export const hash: Column = { type: DataTypes.STRING(32, true), allowNull: false };
export const hashOrNull: Column = { type: DataTypes.STRING(32, true) };
export const key = (column: Column): Column => ({ ...column, primaryKey: true });
