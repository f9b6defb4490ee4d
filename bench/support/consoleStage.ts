import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { queueKey } from '@paifan/shared/ids/ids';
import { openFurnishedShop } from '../../e2e/console/furnished';
import { addressesOf, OPERATOR_PAGES, pagesOfDesk } from '../../e2e/console/pageTables';
import type { Side } from '../../e2e/console/workplace';
import { freePort } from '../../scripts/ports';
import { ClearError, step } from '../../scripts/terminal';
import { createApiClient } from '../../server/src/demo/client';
import { operatorWith } from '../../server/test/support/operators';
import { ApiClients } from './apiClients';
import { openBigShop } from './bigShop';
import { ownerToken, startServer } from './server';

/** Somebody at a console, and the addresses of what is opened there, below /admin/. */
export interface Visitor {
  readonly name: string;
  readonly side: Side;
  readonly token: string;
  readonly addresses: readonly string[];
}

/** A shop with its consoles. */
export interface ConsoleStage {
  readonly url: string;
  readonly visitors: readonly Visitor[];
  /** What is in it. */
  readonly size: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

const OPERATORS = OPERATOR_PAGES.map(({ path: page }) => page);

/** The demo as `npm start` opens it, with a merchant, a supplier and everything else that a page is about. */
export async function openDemoStage(): Promise<ConsoleStage> {
  const shop = await step('the ten days of the demo are played', () => openFurnishedShop());
  const desk = (kind: 'store' | 'supplier'): string[] =>
    addressesOf(pagesOfDesk(kind), shop.deskExamples).map((address) => `desk/${address}`);
  const { token } = await operatorWith(shop, 'owner');
  return {
    url: shop.url,
    visitors: [
      {
        ...{ name: 'operator', side: 'operator', token },
        addresses: addressesOf(OPERATORS, shop.operatorExamples),
      },
      { name: 'store', side: 'staff', token: shop.atStore.token, addresses: desk('store') },
      { name: 'supplier', side: 'staff', token: shop.atSupplier.token, addresses: desk('supplier') },
    ],
    size: {
      members: await shop.db.members.count(),
      orders: await shop.db.orders.count(),
    },
    stop: () => shop.stop(),
  };
}

/** The shop of the benchmark of the API, where merchants, proposals and after-sales are none: the operators' other pages. */
export async function openBigStage(databaseUrl: string, orders: number): Promise<ConsoleStage> {
  const shop = await openBigShop(databaseUrl, orders);
  const folder = mkdtempSync(path.join(tmpdir(), 'paifan-bench-'));
  const port = await freePort(34_800);
  const server = startServer({ DATABASE_URL: shop.url, PORT: String(port), folder });
  const stop = async (): Promise<void> => {
    server.kill('SIGKILL');
    await shop.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    const token = await ownerToken(shop.db);
    await new ApiClients(port, token).untilHealthy();
    const examples = await examplesOf(url, token);
    const paths = OPERATORS.filter((page) => !page.includes(':') || examples[page] !== undefined);
    const visitor = { name: 'operator', side: 'operator', token, addresses: addressesOf(paths, examples) };
    return { url, visitors: [visitor as Visitor], size: { ...shop.size }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Things of the big shop to look at, by the paths of the pages that show them. */
async function examplesOf(url: string, token: string): Promise<Readonly<Record<string, string>>> {
  const call = createApiClient(url);
  const params = { key: queueKey('mall') };
  const [entry] = (await call('GET /api/admin/queues/:key/entries', { token, params })).items;
  if (entry === undefined) throw new ClearError('Nobody waits in the line of the mall.');
  return {
    'queues/:key': 'queues/mall',
    'entries/:id': `entries/${entry.id}`,
    'explain/:no/:line': `explain/${entry.orderNo}/${entry.lineNo}`,
    'orders/:no': `orders/${entry.orderNo}`,
    'products/:id': 'products/1',
    'members/:id': 'members/1',
    'stores/:id': 'stores/1',
  };
}
