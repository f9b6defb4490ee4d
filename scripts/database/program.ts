import path from 'node:path';
import { canInstallPackages, installPackages } from '../apt';
import { firstExecutable, programFolders, run } from '../processes';
import { ClearError } from '../terminal';
import { describeVersion, isSupported, parseVersion, type ServerVersion, SUPPORTED } from './version';

/** A database server program on this machine. */
export interface ServerProgram {
  path: string;
  version: ServerVersion;
}

const NAMES = ['mariadbd', 'mysqld'];

const FOLDERS = programFolders([
  '/usr/sbin',
  '/usr/libexec',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/opt/homebrew/opt/mysql/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/opt/mysql/bin',
]);

/** The machine's database server program; on Debian and Ubuntu as root it is installed when there is none. */
export async function ensureServerProgram(): Promise<ServerProgram> {
  const found = await findServerProgram();
  if ('path' in found) return found;
  if (found.tooOld.length > 0 || !canInstallPackages()) throw new ClearError(noProgram(found.tooOld));
  await installPackages('a database server', ['mariadb-server']);
  const installed = await findServerProgram();
  if ('path' in installed) return installed;
  throw new ClearError(noProgram(installed.tooOld));
}

/** The first one that is new enough, or those that are too old. */
export async function findServerProgram(): Promise<ServerProgram | { tooOld: string[] }> {
  const tooOld: string[] = [];
  for (const name of NAMES) {
    for (const folder of FOLDERS) {
      const file = firstExecutable([path.join(folder, name)]);
      if (!file) continue;
      const version = parseVersion((await run(file, ['--no-defaults', '--version'])).lines.join(' '));
      if (version && isSupported(version)) return { path: file, version };
      if (version) tooOld.push(`${file} is ${describeVersion(version)}`);
    }
  }
  return { tooOld };
}

function noProgram(tooOld: readonly string[]): string {
  const why =
    tooOld.length > 0
      ? `the one on this machine is too old (${tooOld.join(', ')})`
      : 'there is none on this machine';
  return `A database is needed (${SUPPORTED}) and ${why}. Choose one:
  - install a package, then run the command again:
      Debian, Ubuntu   sudo apt-get install --no-install-recommends mariadb-server
      Fedora           sudo dnf install mariadb-server
      macOS            brew install mariadb
  - a container, then its URL:
      docker run -d -p 127.0.0.1:3306:3306 -e MARIADB_ROOT_PASSWORD=choose-one mariadb:11
      DATABASE_URL=mysql://root:choose-one@127.0.0.1:3306/paifan
  - the URL of a server that you have:
      DATABASE_URL=mysql://user:password@host:3306/paifan`;
}
