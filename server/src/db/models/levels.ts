import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { LevelConditions } from '@paifan/shared/members/levels';
import { count, jsonOrNull, key, text, time } from './attributes';

/** A member level. */
export interface LevelRow extends Model<InferAttributes<LevelRow>, InferCreationAttributes<LevelRow>> {
  id: string;
  name: string;
  rank: number;
  /** null: given by hand only. */
  conditions: CreationOptional<LevelConditions | null>;
  createdAt: Date;
}

export const defineLevels = (sequelize: Sequelize): ModelStatic<LevelRow> =>
  sequelize.define<LevelRow>('levels', {
    id: key(text(32)),
    name: text(32),
    rank: count,
    conditions: jsonOrNull,
    createdAt: time,
  });
