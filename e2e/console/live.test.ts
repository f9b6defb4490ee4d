import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { queueKey } from '../../shared/src/ids/ids';
import { manualClock } from '../../server/src/clock';
import { asking, request } from '../../server/test/support/afterSale';
import { operatorWith } from '../../server/test/support/operators';
import { mall, startTestShop, type Order, type Person } from '../../server/test/support/shop';
import type { TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, signInAs, sitDown } from './workplace';

/* What happens is seen as it happens; when the connection is lost the page says so, and catches up when it is back. */

let shop: TestShop;
let browser: Browser;
let way: Way;
let buyer: Person;
beforeAll(async () => {
  [shop, browser] = [await startTestShop({ clock: manualClock(new Date()) }), await openConsoleBrowser()];
  way = await openWay(shop.url);
  buyer = await shop.signIn('buyer');
});
afterAll(async () => {
  await browser.close();
  await way.close();
  await shop.stop();
});

/** A way to the shop that can be cut and mended. */
interface Way {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<unknown>;
}

async function openWay(to: string): Promise<Way> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      return closed;
    },
  };
}

const buy = async (): Promise<Order> => shop.buy(buyer, mall(await shop.addProduct()));
/** How many payments the first page says there were today. */
const payments = (page: Page, count: number) => page.getByText(`微信收款 ${count} 笔`).waitFor();

test('the first page follows payments, lines and what needs a person, through a loss of the connection', async () => {
  const owner = await sitDown(browser, { ...shop, url: way.url });
  const { page, complaints } = owner;
  await signInAs(owner, shop, 'owner');
  const mark = page.getByRole('status');
  await mark.getByText('实时').waitFor();
  await payments(page, 0);
  const { no } = await buy();
  await payments(page, 1);
  await page.getByRole('link', { name: '商城队列' }).waitFor();
  await request(buyer, no, asking(100));
  await page.getByRole('link', { name: '待审核的售后' }).waitFor();
  await shoot(page, 'console-home-live');
  expect(complaints).toEqual([]);

  way.cut();
  await mark.getByText('连接中断，正在重连').waitFor();
  await payments(page, 1);
  await shoot(page, 'console-home-lost');
  await buy();
  way.mend();
  await mark.getByText('实时').waitFor();
  await payments(page, 2);
  // The browser itself says that it could not reach the server, and nothing else was wrong.
  for (const complaint of complaints) expect(complaint).toMatch(/net::ERR_/);
});

test('the head of a line moves as orders pay it; who may not listen sees it a little later', async () => {
  const owner = await sitDown(browser, shop);
  await signInAs(owner, shop, 'owner');
  const clerk = await sitDown(browser, shop);
  await signInAs(clerk, shop, 'service');
  const desk = await operatorWith(shop, 'owner');
  const { waitingCount } = (
    await desk.call('GET /api/admin/queues/:key', { params: { key: queueKey('mall') } })
  ).queue;
  const people = (more: number) => `${waitingCount + more} 份权益`;
  for (const { page } of [owner, clerk]) {
    await page.goto('/admin/queues/mall');
    await page.getByText(people(0), { exact: true }).waitFor();
  }
  await owner.page.getByRole('status').getByText('实时').waitFor();
  await clerk.page.getByText('每 3 秒更新').waitFor();
  await buy();
  for (const { page } of [owner, clerk]) await page.getByText(people(1), { exact: true }).waitFor();
  await shoot(owner.page, 'console-queue-live');
  expect([...owner.complaints, ...clerk.complaints]).toEqual([]);
});

test('a session that is ended elsewhere ends here: the page asks to sign in', async () => {
  const owner = await sitDown(browser, shop);
  const login = await signInAs(owner, shop, 'owner');
  await owner.page.getByRole('status').getByText('实时').waitFor();
  const { id } = await shop.db.operators.findOne({ where: { login }, rejectOnEmpty: true });
  await shop.db.operators.update({ disabledAt: shop.clock.now() }, { where: { id } });
  await owner.page.getByLabel('登录名').waitFor();
});
