/** What a database server says of itself. */
export interface ServerVersion {
  flavour: 'MariaDB' | 'MySQL';
  major: number;
  minor: number;
}

/** The oldest servers that the project is made for: SKIP LOCKED and CHECK constraints. */
const OLDEST = { MariaDB: { major: 10, minor: 6 }, MySQL: { major: 8, minor: 0 } } as const;

export const SUPPORTED = 'MySQL 8.0 or newer, or MariaDB 10.6 or newer';

/**
 * Reads `SELECT VERSION()` or the output of `mariadbd --version`. Some MariaDB servers put `5.5.5-` before their own
 * version, for old clients. Returns undefined when there is no version in the text.
 */
export function parseVersion(text: string): ServerVersion | undefined {
  const flavour = /mariadb/i.test(text) ? 'MariaDB' : 'MySQL';
  const match = /(\d+)\.(\d+)\.\d+/.exec(text.replace(/\b5\.5\.5-(?=\d)/, ''));
  if (!match) return undefined;
  return { flavour, major: Number(match[1]), minor: Number(match[2]) };
}

export function isSupported(version: ServerVersion): boolean {
  const oldest = OLDEST[version.flavour];
  return version.major > oldest.major || (version.major === oldest.major && version.minor >= oldest.minor);
}

export function describeVersion(version: ServerVersion): string {
  return `${version.flavour} ${version.major}.${version.minor}`;
}
