import type { Field } from 'mysql2';

/** Columns named `id`, `…_id` (`…Id` in models) hold ids: opaque strings in code, whatever integer type the column has. */
const isId = (name: string): boolean => name === 'id' || name.endsWith('_id') || name.endsWith('Id');

function wholeNumber(text: string, column: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `column ${column} holds ${text}, which is more than a whole number in code can hold`,
    );
  }
  return value;
}

const withoutTrailingZeros = (decimal: string): string => decimal.replace(/\.?0+$/, '');

const readNumber = (text: string, name: string): string | number =>
  isId(name) ? text : wholeNumber(text, name);

// A sum of whole numbers comes as a decimal without a point; a ratio always has one, by its column's type.
const readDecimal = (text: string, name: string): string | number =>
  text.includes('.') ? withoutTrailingZeros(text) : readNumber(text, name);

const readInstant = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`);

/**
 * The one place that says what a column is in code, for models and for raw SQL alike:
 * ids are strings; amounts and counts are safe integers (a larger one throws); ratios are decimal strings without trailing
 * zeros; DATETIME is a Date (all times are UTC); DATE is `YYYY-MM-DD`; BOOLEAN is a boolean; JSON is parsed.
 */
export function typeCast(field: Field, next: () => unknown): unknown {
  // MariaDB keeps JSON as text and says so in the column's extended format only.
  if (field.type === 'JSON' || field.extendedFormat === 'json') {
    const text = field.string('utf8');
    return text === null ? null : JSON.parse(text);
  }
  switch (field.type) {
    case 'LONGLONG':
    case 'LONG':
    case 'INT24':
    case 'SHORT':
      return mapText(field, (text) => readNumber(text, field.name));
    case 'TINY':
      return mapText(field, (text) => (field.length === 1 ? text !== '0' : wholeNumber(text, field.name)));
    case 'DECIMAL':
    case 'NEWDECIMAL':
      return mapText(field, (text) => readDecimal(text, field.name));
    case 'DATETIME':
    case 'DATETIME2':
    case 'TIMESTAMP':
    case 'TIMESTAMP2':
      return mapText(field, readInstant);
    case 'DATE':
    case 'NEWDATE':
      return field.string();
    default:
      return next();
  }
}

function mapText<T>(field: Field, read: (text: string) => T): T | null {
  const text = field.string();
  return text === null ? null : read(text);
}
