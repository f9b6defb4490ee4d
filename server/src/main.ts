import { parseArgs } from 'node:util';
import { loadConfig, type Config } from './config';
import { ConfigError } from './configProblems';
import { errnoOf, messageOf } from './db/errors';
import { grantServerRights } from './db/grants';
import { migrate, MigrationRefused } from './db/migrate';
import { DemoUnfinished } from './demo/unfinished';
import { listen, type WebServer } from './http/server';
import { createLogger, type Logger } from './log';
import { createShop, SERVICES, type Service, type Shop } from './shop';

/** A server that has not stopped by then is ended. */
const PATIENCE_MS = 10_000;

/** What stops a start and is no bug: told in one message, without a stack. */
class CannotStart extends Error {}

async function main(): Promise<void> {
  const asked = askedServices();
  const config = loadConfig();
  const services = asked ?? SERVICES.filter((service) => service !== 'simulator' || config.simulator.enabled);
  const logger = createLogger(config.log.level, { pretty: config.log.pretty });
  // The port comes first: if it is in use, nothing was begun.
  const web = services.includes('web') ? await listen(config.http).catch(explainPort(config)) : undefined;
  const shop = await begin(config, services, logger, web).catch(explainDatabase(config));
  stopOnSignals(shop, logger);
  logger.info({ services, port: web?.port }, 'the shop is open');
}

/** `--services web,worker`; null: not given. */
function askedServices(): readonly Service[] | null {
  const services = commandLine().services;
  if (services === undefined) return null;
  return services.split(',').map((name) => {
    const service = SERVICES.find((known) => known === name.trim());
    if (service) return service;
    throw new CannotStart(`There is no service "${name}": --services takes ${SERVICES.join(', ')}.`);
  });
}

function commandLine(): { services?: string } {
  try {
    return parseArgs({ options: { services: { type: 'string' } } }).values;
  } catch (error) {
    throw new CannotStart(`${messageOf(error)}. The server knows only --services.`);
  }
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

async function begin(
  config: Config,
  services: readonly Service[],
  logger: Logger,
  web: WebServer | undefined,
): Promise<Shop> {
  const { url, migrationUrl } = config.database;
  await migrate(migrationUrl, tell);
  if (migrationUrl !== url) await grantServerRights(migrationUrl, url);
  if (config.demo) {
    const { loadDemoIfEmpty } = await import('./demo/load');
    await loadDemoIfEmpty({ config, logger, onProgress: tell });
    const { ensureDemoOperator } = await import('./demo/operator');
    await ensureDemoOperator(config);
  }
  return createShop({ config, services, logger, web });
}

function stopOnSignals(shop: Shop, logger: Logger): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    logger.info('the shop closes');
    await shop.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

const explainPort =
  ({ http: { port, host } }: Config) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new CannotStart(
        `Port ${port} is in use. Stop the other program, or choose another port with PORT.`,
      );
    }
    if (code === 'EACCES')
      throw new CannotStart(`Port ${port} may not be used by this user. Choose one above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CannotStart(
        `This machine has no address ${host ?? ''}. Put LISTEN_HOST right, or leave it out.`,
      );
    }
    throw error;
  };

const UNREACHABLE: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
]);
/** Access denied; to this database; unknown database. */
const REFUSED: ReadonlySet<number | undefined> = new Set([1045, 1044, 1049, 1698]);

const explainDatabase =
  ({ database: { url } }: Config) =>
  (error: unknown): never => {
    const { host, pathname } = new URL(url);
    const where = `${host}${pathname}`;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (UNREACHABLE.has(code)) {
      throw new CannotStart(`The database at ${where} does not answer. Start it, or put DATABASE_URL right.`);
    }
    if (REFUSED.has(errnoOf(error))) {
      throw new CannotStart(`The database at ${where} refuses: ${messageOf(error)}. Put DATABASE_URL right.`);
    }
    throw error;
  };

main().catch((error: unknown) => {
  const isPlain =
    error instanceof CannotStart ||
    error instanceof ConfigError ||
    error instanceof MigrationRefused ||
    error instanceof DemoUnfinished;
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
