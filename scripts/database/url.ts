import { ClearError } from '../terminal';

const FORM = 'mysql://user:password@host:3306/name';

/** Reads a database URL. Throws ClearError when it is none of ours; its password is never shown. */
export function parseDatabaseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new ClearError(`DATABASE_URL is not a URL. Its form is ${FORM}`);
  const url = new URL(text);
  if (url.protocol !== 'mysql:') {
    throw new ClearError(
      `DATABASE_URL begins with ${url.protocol}// and not with mysql://. Its form is ${FORM}`,
    );
  }
  if (!url.hostname) throw new ClearError(`DATABASE_URL names no host. Its form is ${FORM}`);
  if (!/^\/[A-Za-z0-9_-]{1,64}$/.test(url.pathname)) {
    throw new ClearError(
      `DATABASE_URL names no database, or one with other characters than letters, digits, _ and -. Its form is ${FORM}`,
    );
  }
  return url;
}

/** The database that a URL names. */
export function databaseNameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** The same server and account, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** The URL as people may see it: without the password. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
}
