import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fen } from '@paifan/shared/money/fen';
import { manualClock, type Clock, type ManualClock } from '../../src/clock';
import { createWeChatGateway, type WeChatGateway } from '../../src/gateways/wechat/gateway';
import type { Ok, Outcome } from '../../src/gateways/wechat/outcome';
import type { Prepay } from '../../src/gateways/wechat/pay';
import type { WeChatConfigInput } from '../../src/gateways/wechat/wechatConfig';
import { createLogger, type Logger } from '../../src/log';
import { gatewayConfig, type KeyMode } from '../../src/simulator/gatewayConfig';
import type { BoxKeys } from '../../src/simulator/keys';
import { createSimulator, type Simulator } from '../../src/simulator/simulator';
import { testKeys } from '../support/keys';

export const silent = createLogger('silent');
export const START = new Date('2026-11-22T10:00:00.000Z');

/** What a stand-in for the shop's notification address has received. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A stand-in for the shop: keeps what arrives, and answers as told. */
export interface Shop {
  url: string;
  received: Received[];
  /** statuses to answer with, in turn; then 200 */
  answers: number[];
  close(): Promise<void>;
}

export interface TestBox {
  keys: BoxKeys;
  clock: ManualClock;
  simulator: Simulator;
  url: string;
  shop: Shop;
  gateway: WeChatGateway;
  /** another gateway with other settings, on another clock, or with another log */
  gatewayWith(change: Partial<WeChatConfigInput>, other?: { clock?: Clock; logger?: Logger }): WeChatGateway;
  close(): Promise<void>;
}

/** A simulator that sends nothing by itself, a stand-in shop, and the real gateway between them, on one clock. */
export async function openBox(mode: KeyMode, options: { statePath?: string } = {}): Promise<TestBox> {
  const keys = await testKeys();
  const clock = manualClock(START);
  const simulator = createSimulator({ keys, clock, mode, logger: silent, tickMs: 0, ...options });
  const shop = await openShop();
  const { url } = await simulator.start(0);
  const settings = gatewayConfig(keys, { mode, simulatorUrl: url, shopUrl: shop.url, timeoutMs: 5_000 });
  const gatewayWith: TestBox['gatewayWith'] = (change, other) =>
    createWeChatGateway({ ...settings, ...change }, { clock, logger: silent, ...other });
  return {
    keys,
    clock,
    simulator,
    url,
    shop,
    gateway: gatewayWith({}),
    gatewayWith,
    close: async () => {
      await simulator.stop();
      await shop.close();
    },
  };
}

async function openShop(): Promise<Shop> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An order that can be prepaid; what a test does not care about is filled in. */
export const anOrder = (change: Partial<Prepay> = {}): Prepay => ({
  outTradeNo: 'ORDER00000001',
  description: '桂花乌龙茶 等 2 件',
  totalFen: fen(16800),
  openid: 'oTestPayer00000000000000001',
  expiresAt: new Date('2026-11-22T10:15:00.000Z'),
  ...change,
});

/** The value of an outcome that must be ok. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'ok') throw new Error(`expected ok, got ${JSON.stringify(outcome)}`);
  return (outcome satisfies Ok<T>).value;
}

/** The prepay_id inside the parameters of wx.requestPayment. */
export const prepayIdIn = (params: { package: string }): string => params.package.replace('prepay_id=', '');

/** Makes an order and pays it. */
export async function payFor(box: TestBox, change: Partial<Prepay> = {}): Promise<string> {
  const order = anOrder(change);
  const params = valueOf(await box.gateway.prepay(order));
  box.simulator.payer.pay(prepayIdIn(params));
  return order.outTradeNo;
}
