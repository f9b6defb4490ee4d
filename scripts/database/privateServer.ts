import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { withLock } from '../lock';
import { LOCAL, localFolder } from '../paths';
import { freePort, portIsFree } from '../ports';
import { firstExecutable, isAlive, run, type RunResult, waitUntil } from '../processes';
import { ClearError, step } from '../terminal';
import { ensureServerProgram, type ServerProgram } from './program';

/*
 * The private database server: the machine's own program, with data, port and password under `.local/db`, for
 * whoever starts the shop or the tests in this clone.
 *
 * Several commands may use it at once. Each keeps one connection of the account HOLDER open while it does, and on it a
 * named lock; the last one to leave stops the server. Both end with their process, even with a killed one. The lock is
 * what counts: one that leaves gives it up at once, while its connection may be listed a moment longer.
 */

const USER = 'paifan';
const HOLDER = 'paifan_holder';
/** SQL for the name of the lock that a connection holds while its process uses the server. */
const USE_LOCK = (id: string): string => `CONCAT('${HOLDER}_', ${id})`;
const FIRST_PORT = 33_306;
const START_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 30_000;

const FOLDER = path.join(LOCAL, 'db');
const FILES = {
  data: path.join(FOLDER, 'data'),
  port: path.join(FOLDER, 'port'),
  password: path.join(FOLDER, 'password'),
  pid: path.join(FOLDER, 'server.pid'),
  log: path.join(FOLDER, 'server.log'),
  /** Exists while the server is to go on running when nobody uses it. */
  keep: path.join(FOLDER, 'keep'),
};

export interface PrivateServer {
  /** `mysql://user:password@127.0.0.1:port`, without a database, with all rights. */
  url: string;
  /** Ends this use; stops the server when nobody else uses it. */
  release(): Promise<void>;
  /** Calls back when the server ended without having been asked to. */
  onLost(callback: () => void): void;
}

/** Brings the private server up, or joins the one that runs. */
export async function usePrivateServer(): Promise<PrivateServer> {
  // Looked for, and if need be installed, outside the lock: an installation may take minutes.
  const program = (await privateServerUsers()) === undefined ? await ensureServerProgram() : undefined;
  const connection = await withLock('database', async () => {
    const running = (await holderConnection()) ?? (await waitForOneThatStarts());
    const joined = running ?? (await startServer(program ?? (await ensureServerProgram())));
    await joined.query(`SELECT GET_LOCK(${USE_LOCK('connection_id()')}, 0)`);
    return joined;
  });
  let leaving = false;
  return {
    url: `mysql://${USER}:${password()}@127.0.0.1:${savedPort()}`,
    release: async () => {
      leaving = true;
      await withLock('database', () => leave(connection));
    },
    onLost: (callback) => connection.on('error', () => leaving || callback()),
  };
}

/** From now on the server runs until `stopPrivateServer` ends it, also when no command uses it. */
export function keepPrivateServer(): void {
  writeFileSync(FILES.keep, '');
}

/** How many commands use the private server; undefined when it does not run. */
export async function privateServerUsers(): Promise<number | undefined> {
  const connection = await holderConnection();
  if (!connection) return undefined;
  const users = await otherUsers(connection);
  await connection.end();
  return users;
}

/** Stops the private server: at once when nobody uses it, else with its last user. Returns how many still use it. */
export async function stopPrivateServer(): Promise<number> {
  rmSync(FILES.keep, { force: true });
  const connection = await holderConnection();
  return connection ? withLock('database', () => leave(connection)) : 0;
}

async function leave(connection: Connection): Promise<number> {
  const users = await otherUsers(connection).catch(() => undefined);
  if (users === undefined) return 0; // it does not run any more
  if (users > 0 || existsSync(FILES.keep)) {
    await connection.query('SELECT RELEASE_ALL_LOCKS()');
    await connection.end();
    return users;
  }
  const pid = runningPid();
  await connection.query('SHUTDOWN');
  connection.destroy();
  if (pid && !(await waitUntil(() => !isAlive(pid), STOP_LIMIT_MS))) process.kill(pid, 'SIGKILL');
  return 0;
}

async function otherUsers(connection: Connection): Promise<number> {
  const [rows] = await connection.query(
    `SELECT 1 FROM information_schema.processlist
      WHERE user = ? AND id <> connection_id() AND IS_USED_LOCK(${USE_LOCK('id')}) = id`,
    [HOLDER],
  );
  return (rows as unknown[]).length;
}

/** A connection of the account HOLDER, when our server answers. Another server on that port refuses our password. */
async function holderConnection(): Promise<Connection | undefined> {
  if (!existsSync(FILES.port) || !existsSync(FILES.password)) return undefined;
  try {
    const connection = await createConnection({
      host: '127.0.0.1',
      port: savedPort(),
      user: HOLDER,
      password: password(),
      connectTimeout: 5_000,
    });
    connection.on('error', () => undefined); // its end is told by onLost
    await connection.query('SET SESSION wait_timeout = 31536000');
    return connection;
  } catch {
    return undefined;
  }
}

/** After a power cut or kill the server may be up and still recovering: then it answers soon. */
async function waitForOneThatStarts(): Promise<Connection | undefined> {
  const pid = runningPid();
  if (!pid) return undefined;
  let connection: Connection | undefined;
  await waitUntil(async () => {
    connection = await holderConnection();
    return connection !== undefined || !isAlive(pid);
  }, START_LIMIT_MS);
  if (connection || !isAlive(pid)) return connection;
  throw new ClearError(
    `The private database (process ${pid}) runs but does not answer. See ${FILES.log}; end it with \`kill ${pid}\`.`,
  );
}

/** The process of our server, if it lives. The number in the file may belong to something else by now. */
function runningPid(): number | undefined {
  const pid = readNumber(FILES.pid);
  if (!pid || !isAlive(pid)) return undefined;
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes(FILES.data)) return undefined;
  return pid;
}

async function startServer(program: ServerProgram): Promise<Connection> {
  localFolder('db');
  if (!existsSync(FILES.password))
    writeFileSync(FILES.password, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (!existsSync(FILES.data)) {
    await step('Creating the private database under .local/db', () => createDataFolder(program));
  }
  const remembered = readNumber(FILES.port);
  const port =
    remembered && (await portIsFree(remembered, '127.0.0.1')) ? remembered : await freePort(FIRST_PORT);
  writeFileSync(FILES.port, String(port));
  return step(`Starting the private database on port ${port}`, () => launch(program, port));
}

/** Made aside and renamed when complete, so that an interrupted creation begins anew. */
async function createDataFolder(program: ServerProgram): Promise<void> {
  const name = 'data.new';
  const unfinished = path.join(FOLDER, name);
  rmSync(unfinished, { recursive: true, force: true });
  localFolder('db', name);
  const result = await runInstaller(program, name);
  if (result.code !== 0) {
    throw new ClearError(`The private database could not be created:\n${indent(result.lines.slice(-12))}`);
  }
  renameSync(unfinished, FILES.data);
}

function runInstaller(program: ServerProgram, folder: string): Promise<RunResult> {
  const asUser = process.getuid?.() === 0 ? ['--user=root'] : [];
  if (program.version.flavour === 'MySQL') {
    const datadir = `--datadir=${path.join(FOLDER, folder)}`;
    return run(program.path, ['--no-defaults', '--initialize-insecure', datadir, ...asUser]);
  }
  const nearby = [path.dirname(program.path), '/usr/bin', '/usr/local/bin'];
  const installer = firstExecutable(nearby.map((where) => path.join(where, 'mariadb-install-db')));
  if (!installer)
    throw new ClearError(`${program.path} is here, but not the mariadb-install-db that belongs to it.`);
  return run(
    installer,
    [
      '--no-defaults',
      `--datadir=./${folder}`, // relative: this shell script trips over spaces
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      ...asUser,
    ],
    { cwd: FOLDER },
  );
}

async function launch(program: ServerProgram, port: number): Promise<Connection> {
  const accounts = path.join(FOLDER, 'accounts.sql');
  writeFileSync(accounts, accountStatements(password()), { mode: 0o600 });
  rmSync(FILES.pid, { force: true });
  writeFileSync(FILES.log, '', { mode: 0o600 });
  const log = openSync(FILES.log, 'a', 0o600);
  const server = spawn(program.path, serverArguments(port, accounts), {
    cwd: FOLDER,
    detached: true, // Ctrl-C at the terminal must not reach it: it is stopped after the shop
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  server.once('error', () => (ended = true));
  server.once('exit', () => (ended = true));
  server.unref();

  let connection: Connection | undefined;
  await waitUntil(async () => {
    connection = await holderConnection();
    return connection !== undefined || ended;
  }, START_LIMIT_MS);
  rmSync(accounts, { force: true });
  if (connection) return connection;
  if (!ended) server.kill('SIGKILL');
  const lines = readFileSync(FILES.log, 'utf8').trim().split('\n');
  throw new ClearError(
    `The private database did not start. The end of ${FILES.log}:\n${indent(lines.slice(-12))}`,
  );
}

function serverArguments(port: number, accounts: string): string[] {
  return [
    '--no-defaults',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${FILES.data}`,
    // Relative to the data folder, which only its owner may enter; a full path may exceed a socket's 107 characters.
    '--socket=server.sock',
    `--pid-file=${FILES.pid}`,
    `--log-error=${FILES.log}`,
    `--init-file=${accounts}`,
    `--secure-file-priv=${localFolder('db', 'files')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--loose-mysqlx=OFF',
    '--skip-name-resolve',
    '--local-infile=OFF',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_520_ci',
    '--default-time-zone=+00:00',
    '--transaction-isolation=READ-COMMITTED',
    // A commit is on the disk before it is answered. Nothing replicates from here, so no binary log.
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-doublewrite=ON',
    '--skip-log-bin',
    '--innodb-use-native-aio=OFF', // not allowed in many containers
    '--innodb-buffer-pool-size=256M',
    '--max-connections=300',
    '--performance-schema=OFF',
  ];
}

/** Run by the server at each start, before it listens. One statement a line. */
function accountStatements(secret: string): string {
  const ours = [USER, HOLDER].flatMap((user) => [
    `CREATE USER IF NOT EXISTS '${user}'@'127.0.0.1' IDENTIFIED BY '${secret}';`,
    `ALTER USER '${user}'@'127.0.0.1' IDENTIFIED BY '${secret}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${user}'@'127.0.0.1' WITH GRANT OPTION;`,
  ]);
  // A new server has superusers without a password: one gets ours, the others go.
  const others = ['127.0.0.1', '::1', hostname().toLowerCase()].map(
    (host) => `DROP USER IF EXISTS 'root'@'${host}';`,
  );
  return [...ours, `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secret}';`, ...others, ''].join('\n');
}

function password(): string {
  return readFileSync(FILES.password, 'utf8').trim();
}

function savedPort(): number {
  return readNumber(FILES.port) ?? 0;
}

function readNumber(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const number = Number(readFileSync(file, 'utf8').trim());
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}
