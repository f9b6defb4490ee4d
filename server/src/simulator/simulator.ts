import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { createBox, type BoxOptions } from './box';
import { controlRouter, type Steered } from './controlRouter';
import { createDeliverer, paymentNotice, refundNotice, transferNotice, type Notify } from './delivery';
import { miniProgramApi, type CodeText } from './miniProgramApi';
import type { NoticeOptions, SignedNotice } from './notices';
import { payApi } from './payApi';
import { createPayer, type Payer } from './payer';
import { payerRouter } from './payerRouter';

export interface SimulatorOptions extends BoxOptions {
  /** how notifications leave; `fetch` unless told */
  notify?: Notify;
  /** how often what is due is sent while the simulator runs; 0: only by `runDue` */
  tickMs?: number;
  /** what the picture of a mini-program code leads to */
  codeText?: CodeText;
  /** refused when it is `production`; NODE_ENV unless told */
  environment?: string;
}

/** WeChat in a box: WeChat Pay and the mini-program API on a port of their own. */
export interface Simulator extends Steered {
  callback(): RequestListener;
  /** @param port 0 for any free one */
  start(port: number, host?: string): Promise<{ port: number; url: string }>;
  /** Stops, lets no connection hang, and writes the state. */
  stop(): Promise<void>;
  /** Makes every access token worthless, as a new one from another server would. */
  invalidateAccessTokens(): void;
  /** The WeChat client and the person who holds it. */
  readonly payer: Payer;
  /** The notification of a paid order, signed afresh and not sent. */
  notificationFor(outTradeNo: string, options?: NoticeOptions): SignedNotice;
  /** The notification of an ended refund, signed afresh and not sent. */
  refundNotificationFor(outRefundNo: string, options?: NoticeOptions): SignedNotice;
  /** The notification of an ended transfer, signed afresh and not sent. */
  transferNotificationFor(outBillNo: string, options?: NoticeOptions): SignedNotice;
}

const TICK_MS = 200;

/** The simulator knows every key of both sides: no shop may ever run on it in production. @throws Error */
export function refuseInProduction(environment = process.env.NODE_ENV): void {
  if (environment === 'production') {
    throw new Error(
      'The WeChat simulator must not run in production: everybody could pay with it. ' +
        'Configure the real WeChat Pay credentials, or set NODE_ENV=development.',
    );
  }
}

/** @throws Error in production, or when the state file cannot be read */
export function createSimulator(options: SimulatorOptions): Simulator {
  refuseInProduction(options.environment);
  const box = createBox(options);
  const deliverer = createDeliverer(box, options.notify ?? ((url, init) => fetch(url, init)));
  const codeText: CodeText =
    options.codeText ??
    (({ page, scene }) => `weapp://${box.keys.appid}/${page}?scene=${encodeURIComponent(scene)}`);
  let server: Server | undefined;
  let timer: NodeJS.Timeout | undefined;

  const simulator: Simulator = {
    callback: () => app.callback(),
    start: async (port, host = '127.0.0.1') => {
      if (server) throw new Error('the simulator has been started already');
      server = createServer(app.callback());
      await listen(server, port, host);
      const tickMs = options.tickMs ?? TICK_MS;
      if (tickMs > 0) timer = setInterval(tick, tickMs).unref();
      const address = server.address() as AddressInfo;
      return { port: address.port, url: `http://${host}:${address.port}` };
    },
    stop: async () => {
      clearInterval(timer);
      const stopping = server;
      server = undefined;
      if (stopping) {
        const closed = new Promise<void>((resolve) => stopping.close(() => resolve()));
        stopping.closeAllConnections();
        await closed;
      }
      await deliverer.settled();
      box.flush();
    },
    runDue: () => deliverer.runDue(),
    misbehave: (rule) => box.misbehaviours.add(rule),
    behave: () => box.misbehaviours.clear(),
    invalidateAccessTokens: () => {
      box.state.accessTokens.clear();
      box.changed();
    },
    payer: createPayer(box),
    notificationFor: (outTradeNo, noticeOptions) => paymentNotice(box, outTradeNo, noticeOptions),
    refundNotificationFor: (outRefundNo, noticeOptions) => refundNotice(box, outRefundNo, noticeOptions),
    transferNotificationFor: (outBillNo, noticeOptions) => transferNotice(box, outBillNo, noticeOptions),
    deliveries: () => deliverer.deliveries(),
    box,
  };

  const tick = () => {
    deliverer
      .runDue()
      .catch((error: unknown) => box.logger.error({ err: error }, 'the simulator could not notify'));
  };
  const app = createApp(simulator, codeText);
  return simulator;
}

function createApp(simulator: Simulator, codeText: CodeText): Koa {
  const { box } = simulator;
  const app = new Koa();
  app.on('error', (error: unknown) => box.logger.error({ err: error }, 'the simulator failed'));
  app.use(payApi(box).routes());
  app.use(miniProgramApi(box, codeText).routes());
  const own = new Router();
  own.use('/payer', payerRouter(simulator).routes());
  own.use('/control', controlRouter(simulator).routes());
  app.use(own.routes());
  return app;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
