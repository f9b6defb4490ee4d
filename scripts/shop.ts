import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, ensureDatabase } from './database';
import { withoutPassword } from './database/url';
import { LOCAL, ROOT, SIMULATOR } from './paths';
import { readPort, refuseBusyPort } from './port';
import { endRunning } from './processes';
import { type Service, startService } from './service';
import { onStopRequest } from './stopping';
import { ClearError, say } from './terminal';

const SERVICES = 'web,worker,scheduler,simulator';
const READY_LIMIT_MS = 10 * 60_000;
const FORCED_EXIT_MS = 5_000;

export interface ShopPlan {
  /** What must be there before the server starts, made while the database comes up. */
  prepare: () => Promise<void>;
  /** Node's arguments that run the server. */
  server: readonly string[];
  /** More that runs beside it, once the server answers. */
  beside?: (port: number) => { services: readonly Service[]; addresses: readonly string[] };
}

/** Runs the shop until it is asked to stop, then stops all that it started. Returns the exit code. */
export async function runShop(plan: ShopPlan): Promise<number> {
  const port = readPort(process.argv.slice(2), process.env);
  await refuseBusyPort(port);
  if (process.env['NODE_ENV'] === 'production') {
    say(
      '! NODE_ENV=production is not for this command: it runs the shop with a simulated WeChat. See README.md.',
    );
  }

  const services: Service[] = [];
  const stopping = new AbortController();
  onStopRequest(
    () => {
      stopping.abort();
      endRunning('SIGTERM');
    },
    () => {
      services.forEach((service) => service.kill());
      endRunning('SIGKILL');
      setTimeout(() => process.exit(1), FORCED_EXIT_MS).unref();
    },
  );

  const [database, prepared] = await Promise.allSettled([ensureDatabase(), plan.prepare()]);
  try {
    if (stopping.signal.aborted) return 0;
    if (database.status === 'rejected') throw database.reason;
    if (prepared.status === 'rejected') throw prepared.reason;
    return await serve(plan, port, database.value, services, stopping.signal);
  } finally {
    stopping.abort(); // from here on the end of a service is no news
    for (const service of services.reverse()) await service.stop();
    if (database.status === 'fulfilled') await database.value.stop();
  }
}

async function serve(
  plan: ShopPlan,
  port: number,
  database: Database,
  services: Service[],
  stopping: AbortSignal,
): Promise<number> {
  const server = startService([...plan.server, '--services', SERVICES], {
    DATABASE_URL: database.url,
    PORT: String(port),
    NODE_ENV: 'development',
    PAIFAN_DEMO: '1',
    PAIFAN_LOCAL_DIRECTORY: SIMULATOR,
  });
  services.push(server);
  const ended = (service: Service): Promise<number> =>
    service.ended.then((code) => (stopping.aborted ? 0 : explainEnd(code)));
  const end = Promise.race([asked(stopping), lost(database), ended(server)]);
  const ready = await Promise.race([end, answers(`http://127.0.0.1:${port}/healthz`, stopping)]);
  if (ready !== 'ready') return ready;

  const beside = plan.beside?.(port);
  services.push(...(beside?.services ?? []));
  for (const line of addresses(port, database, beside?.addresses ?? [])) say(line);
  return Promise.race([end, ...(beside?.services ?? []).map(ended)]);
}

function asked(stopping: AbortSignal): Promise<number> {
  return new Promise((resolve) => stopping.addEventListener('abort', () => resolve(0), { once: true }));
}

function lost(database: Database): Promise<number> {
  return new Promise((_, reject) => {
    database.onLost(() =>
      reject(new ClearError(`The database ended unexpectedly. Its log: ${LOCAL}/db/server.log`)),
    );
  });
}

/** A service that refuses to start has said why itself, with exit code 1. */
function explainEnd(code: number | undefined): number {
  if (code !== 1)
    process.stderr.write(
      `\n✗ The server ended unexpectedly (${code === undefined ? 'killed' : `exit code ${code}`}).\n`,
    );
  return 1;
}

/** Resolves when the server says that it is well. The first start plays the demo data through and takes longer. */
async function answers(url: string, stopping: AbortSignal): Promise<'ready'> {
  const end = Date.now() + READY_LIMIT_MS;
  while (Date.now() < end) {
    if (stopping.aborted) await new Promise(() => undefined); // `asked` goes on
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return 'ready';
    await pause(100);
  }
  throw new ClearError(`The server did not answer ${url} within ${READY_LIMIT_MS / 60_000} minutes.`);
}

function addresses(port: number, database: Database, more: readonly string[]): string[] {
  const shop = `http://127.0.0.1:${port}`;
  const where = database.private
    ? `private; the password is in ${path.relative(ROOT, LOCAL)}/db/password`
    : 'from DATABASE_URL';
  return [
    '',
    `  Shop        ${shop}`,
    ...more,
    `  API         ${shop}/docs  (as a document: ${shop}/openapi.json)`,
    `  Health      ${shop}/healthz`,
    `  Consoles    ${shop}/admin/  (login demo; the password is in ${path.relative(ROOT, SIMULATOR)}/demo-operator-password)`,
    `  Database    ${withoutPassword(database.url)}  (${where})`,
    '',
    '  Ctrl-C stops everything; the data stays. `npm run reset` begins anew.',
    '',
  ];
}
