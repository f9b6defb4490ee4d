import { BaseError } from 'sequelize';

const DUPLICATE_KEY = 1062;
const UNKNOWN_DATABASE = 1049;

/** The server's number of an error, however it is wrapped; code *names* differ between MySQL and MariaDB. */
export function errnoOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('errno' in error && typeof error.errno === 'number') return error.errno;
  return 'parent' in error ? errnoOf(error.parent) : undefined;
}

/** What the server says, without the statement that it was told. */
export function messageOf(error: unknown): string {
  if (error instanceof BaseError && 'parent' in error && error.parent instanceof Error)
    return said(error.parent);
  return error instanceof Error ? said(error) : String(error);
}

/** A lost connection is an error with a code and without words. */
function said(error: Error): string {
  if (error.message !== '') return error.message;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/**
 * Errors after which the whole transaction may be done again: nothing of it stands.
 * What a broken connection leaves behind a COMMIT is not known, so it is not among them.
 */
const RETRYABLE: ReadonlyMap<number, string> = new Map([
  [1213, 'deadlock; also a failed certification of Galera'],
  [1205, 'lock wait timeout'],
  [1047, 'a Galera node that is not ready'],
  [1020, 'the record has changed since it was read (MariaDB with snapshot isolation)'],
  [3101, 'rolled back by group replication'],
  [9007, 'write conflict of a distributed MySQL'],
]);

/** May the whole transaction be done again? */
export function isRetryable(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno !== undefined && RETRYABLE.has(errno);
}

/** Errors of a server that stops, is full, read-only or overloaded: what was asked of it is not to blame. */
const SERVER_TROUBLE: readonly number[] = [
  1021, 1040, 1053, 1077, 1079, 1114, 1203, 1226, 1290, 1317, 1836, 1927, 3024, 3169, 4031,
];

/** Is the database to blame, and not what was asked of it? Then the same can simply be tried again. */
export function isServerTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isRetryable(error)) return true;
  const errno = errnoOf(error);
  if (errno !== undefined && errno > 0) return SERVER_TROUBLE.includes(errno);
  return (
    errno !== undefined ||
    /Connection/.test(error.name) ||
    isLost(error) ||
    ('parent' in error && isLost(error.parent))
  );
}

const isLost = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true;

/** Did a unique key refuse the row? With `key`: that unique key, by its name. */
export function isDuplicate(error: unknown, key?: string): boolean {
  if (errnoOf(error) !== DUPLICATE_KEY) return false;
  return key === undefined || refusedKey(error) === key;
}

/** MySQL says `table.key`, MariaDB `key`. */
function refusedKey(error: unknown): string | undefined {
  const parent: unknown =
    typeof error === 'object' && error !== null && 'parent' in error ? error.parent : error;
  const message = parent instanceof Error ? parent.message : '';
  return /for key '(?:[^'.]*\.)?([^']*)'$/.exec(message)?.[1];
}

export const isUnknownDatabase = (error: unknown): boolean => errnoOf(error) === UNKNOWN_DATABASE;
