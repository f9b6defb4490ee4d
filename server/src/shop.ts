import path from 'node:path';
import Router from '@koa/router';
import type { Middleware } from 'koa';
import { z } from 'zod';
import { systemClock, type Clock } from './clock';
import type { Config } from './config';
import { configProblem, ConfigError } from './configProblems';
import { assertAppendOnly } from './db/appendOnly';
import { closeDatabase, openDatabase, type Database } from './db/connect';
import { queryOne } from './db/query';
import { createWeChatGateway } from './gateways/wechat/gateway';
import type { WeChatConfigInput } from './gateways/wechat/wechatConfig';
import { createApp } from './http/app';
import { authenticator } from './http/middleware/authenticate';
import { staffAuthenticator, type StaffFinder } from './http/middleware/authenticateStaff';
import { operatorAuthenticator } from './http/middleware/authenticateOperator';
import { limitPerMinute } from './http/middleware/rateLimit';
import { createHandlers } from './http/routes/routes';
import { listen, localUrl, type WebServer } from './http/server';
import { createTokens } from './http/tokens';
import { keepPlatformKeysFresh } from './jobs/platformKeys';
import { createScheduler, type Scheduler } from './jobs/scheduler';
import { filesFolders } from './files';
import { createLogger, type Logger } from './log';
import { sealingKey } from './operators/sealing';
import { createSettleWorker, type SettleWorker } from './settle/worker';
import { gatewayConfig } from './simulator/gatewayConfig';
import { loadOrCreateKeys, type BoxKeys } from './simulator/keys';
import { payerRouter } from './simulator/payerRouter';
import { createSimulator, type Simulator } from './simulator/simulator';
import type { ShopContext } from './usecases/context';
import { findStaffByToken, findStaffOfMember } from './usecases/staff/findStaff';
import { findOperator } from './usecases/operators/sessions';
import { ensureSettings } from './usecases/settings/settings';

export const SERVICES = ['web', 'worker', 'scheduler', 'simulator'] as const;
export type Service = (typeof SERVICES)[number];

export interface ShopOptions {
  config: Config;
  /** Which services run in this process. */
  services: readonly Service[];
  clock?: Clock;
  logger?: Logger;
  /** A port that listens already; else one is opened by the configuration. */
  web?: WebServer;
  /** For tests and the demo: keys made elsewhere, no state on disk, notifications sent by hand (`tickMs: 0`). */
  simulator?: { keys?: BoxKeys; statePath?: string | null; tickMs?: number };
}

/** A whole shop in this process. The services that were not asked for are null. */
export interface Shop {
  readonly context: ShopContext;
  readonly db: Database;
  readonly web: WebServer | null;
  readonly worker: SettleWorker;
  readonly scheduler: Scheduler;
  readonly simulator: Simulator | null;
  /** Ends requests, the batch and the jobs in hand, and closes the database. */
  stop(): Promise<void>;
}

/**
 * Puts a shop together: the one place where the parts meet, for production, tests and the demo alike. The database must be
 * migrated.
 * @throws ConfigError; EADDRINUSE; what the database says when it cannot be reached
 */
export async function createShop(options: ShopOptions): Promise<Shop> {
  const { config, services, clock = systemClock } = options;
  const logger = options.logger ?? createLogger(config.log.level, { pretty: config.log.pretty });
  const runs = (service: Service): boolean => services.includes(service);
  const stops: (() => Promise<void>)[] = [];
  // Last begun, first stopped; what was begun is stopped also when the rest cannot begin.
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    const { url, poolSize, lockWaitSeconds } = config.database;
    const db = openDatabase(url, { logger, poolSize, lockWaitSeconds });
    stops.push(() => closeDatabase(db));
    await assertAppendOnly(db);
    await ensureSettings({ db, clock });

    const simulator = runs('simulator') ? await startSimulator(options, clock, logger) : null;
    if (simulator) stops.push(() => simulator.box.stop());

    const worker = createSettleWorker({ db, clock, logger, ...config.settlement });
    if (runs('worker')) {
      worker.start();
      stops.push(() => worker.stop());
    }

    const web = runs('web') ? (options.web ?? (await listen(config.http))) : null;
    if (web) stops.push(() => web.close());
    const wechat = createWeChatGateway(await wechatSettings(options, web, simulator), { clock, logger });
    const context: ShopContext = {
      db,
      clock,
      logger,
      wechat,
      nudgeWorker: runs('worker') ? () => worker.nudge() : () => undefined,
      shopName: config.shop.name,
      demo: config.demo,
      sealingKey: sealingKey(config.session.secret),
      messageTemplates: config.wechat.messageTemplates,
      files: { folders: filesFolders(config.files.folder), resultDays: config.files.resultDays },
    };
    stops.push(await keepPlatformKeysFresh(context, config));

    const scheduler = createScheduler(context);
    if (runs('scheduler')) {
      scheduler.start();
      stops.push(() => scheduler.stop());
    }
    if (web) web.serve(createWeb(context, config, simulator?.box ?? null, web.closing).callback());
    return { context, db, web, worker, scheduler, simulator: simulator?.box ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface RunningSimulator {
  readonly box: Simulator;
  readonly keys: BoxKeys;
  readonly url: string;
}

async function startSimulator(options: ShopOptions, clock: Clock, logger: Logger): Promise<RunningSimulator> {
  const { config, simulator: given = {} } = options;
  if (!config.simulator.enabled)
    throw new ConfigError([configProblem(['simulator', 'enabled'], 'is off, so it cannot run')]);
  const keys = given.keys ?? (await loadOrCreateKeys(config.localDirectory));
  const statePath =
    given.statePath === undefined ? path.join(config.localDirectory, 'state.json') : given.statePath;
  const box = createSimulator({
    keys,
    clock,
    logger,
    mode: config.simulator.mode,
    merchantName: config.shop.name,
    environment: config.mode,
    ...(statePath === null ? {} : { statePath }),
    ...(given.tickMs === undefined ? {} : { tickMs: given.tickMs }),
  });
  const { url } = await box.start(config.simulator.port);
  return { box, keys, url };
}

/** WeChat's own addresses and keys, or the simulator's: nothing else differs. */
async function wechatSettings(
  { config, simulator: given }: ShopOptions,
  web: WebServer | null,
  simulator: RunningSimulator | null,
): Promise<WeChatConfigInput> {
  const { credentials, timeoutMs } = config.wechat;
  const here = web?.url ?? localUrl(config.http.host, config.http.port);
  if (credentials) {
    const notifyUrl = config.wechat.notifyUrl ?? `${config.http.publicUrl ?? here}/pay/wechat/notify`;
    const notifyUrls = {
      payNotifyUrl: notifyUrl,
      refundNotifyUrl: notifyUrl,
      transferNotifyUrl: notifyUrl,
    };
    return { ...credentials, timeoutMs, ...notifyUrls };
  }
  const keys = simulator?.keys ?? given?.keys ?? (await loadOrCreateKeys(config.localDirectory));
  const simulatorUrl = simulator?.url ?? elsewhere(config);
  // Servers side by side give WeChat one address: it refuses a payment that is prepared again with another one.
  const shopUrl = config.http.publicUrl ?? here;
  return gatewayConfig(keys, { mode: config.simulator.mode, simulatorUrl, shopUrl, timeoutMs });
}

function elsewhere({ simulator: { port } }: Config): string {
  if (port !== 0) return localUrl(null, port);
  throw new ConfigError([
    configProblem(['simulator', 'port'], 'is needed when the simulator runs in another process'),
  ]);
}

const oneRow = z.object({ one: z.int() });

function createWeb(context: ShopContext, config: Config, simulator: Simulator | null, closing: AbortSignal) {
  const { db, clock, logger } = context;
  const tokens = createTokens(config.session, clock);
  const authenticate = authenticator(tokens, async (id) => (await db.members.count({ where: { id } })) > 0);
  const staffFinder: StaffFinder = {
    byToken: (token) => findStaffByToken(context, token),
    ofMember: (memberId, merchant) => findStaffOfMember(context, memberId, merchant),
  };
  return createApp({
    logger,
    handlers: createHandlers(context, tokens),
    authenticateOperator: operatorAuthenticator((token) => findOperator(context, token)),
    authenticateStaff: staffAuthenticator(staffFinder, authenticate),
    authenticate,
    limitSignIns: limitPerMinute(config.http.signInsPerMinute, clock),
    bodyLimitBytes: config.http.bodyLimitBytes,
    closing,
    uploadLimitBytes: { picture: config.files.pictureLimitBytes, table: config.files.tableLimitBytes },
    picturesFolder: filesFolders(config.files.folder).pictures,
    demo: config.demo,
    checkAnswers: config.mode !== 'production',
    trustProxy: config.http.trustProxy,
    https: config.http.publicUrl?.startsWith('https://') ?? false,
    isHealthy: async () => (await queryOne(db, 'SELECT 1 AS one', [], oneRow)) !== null,
    simulator: simulator && payerMiddleware(simulator),
  });
}

/** What stands in for the WeChat client in a browser. */
function payerMiddleware(simulator: Simulator): Middleware {
  const router = new Router();
  router.use('/payer', payerRouter(simulator).routes());
  return router.routes() as Middleware;
}
