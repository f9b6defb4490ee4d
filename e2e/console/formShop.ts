import { randomUUID } from 'node:crypto';
import { GOLD, openidOf, SILVER } from '../../server/src/demo/people';
import { asking, request } from '../../server/test/support/afterSale';
import { aDifference } from '../../server/test/support/backOffice';
import { content, newKey } from '../../server/test/support/catalogue';
import { atStore } from '../../server/test/support/checkout';
import { redeemed } from '../../server/test/support/gifts';
import { addMerchant, staffWith } from '../../server/test/support/merchants';
import { operatorWith } from '../../server/test/support/operators';
import { aPayout } from '../../server/test/support/payables';
import { mall, type Order, type Person } from '../../server/test/support/shop';
import { giveCash, WIDE, withdraw } from '../../server/test/support/wallet';
import { productId, storeId } from '../../shared/src/ids/ids';
import { anApplication, openFurnishedShop, type FurnishedShop } from './furnished';

/** A furnished shop in which every form of the consoles has something to be about. */
export interface FormShop extends FurnishedShop {
  /** What is known of it only now, by the names in braces of the tables of forms. */
  readonly names: Readonly<Record<string, string>>;
}

export async function openFormShop(): Promise<FormShop> {
  const shop = await openFurnishedShop();
  await shop.publish({
    withdrawal: { ...WIDE, reviewAboveFen: 0 },
    dividend: { weights: { [GOLD]: 2, [SILVER]: 1 } },
  });
  const buyer = await shop.signIn(openidOf('juzi'));
  await giveCash(shop, buyer.id, 5_000);
  await withdraw(buyer, 5_000);
  await aDifference(shop);
  for (const _ of ['paid', 'cancelled']) await aPayout(shop, { approved: true });
  await redeemed(shop);
  await aDividend(shop);

  const tea = await shop.db.products.findOne({ where: { title: '龙井茶 100 g' }, rejectOnEmpty: true });
  const store = storeId(idIn(shop.deskExamples['stores/:id']));
  const sauce = productId(idIn(shop.deskExamples['products/:id']));
  const buys = async (times: number, basket: Parameters<FurnishedShop['buy']>[1]): Promise<Order[]> => {
    const orders: Order[] = [];
    for (let count = 0; count < times; count += 1) orders.push(await shop.buy(buyer, basket));
    return orders;
  };
  const [toShip, toShipMany, toReturn, reviewed] = await buys(4, mall(tea.id));
  const [storeToShip, storeReviewed] = await buys(2, atStore(store, sauce, 'express'));
  const [toFetch] = await buys(1, atStore(store, sauce, 'pickup'));
  for (const order of [reviewed, storeReviewed]) await review(buyer, noOf(order));
  const returned = await request(buyer, noOf(toReturn), asking(100));
  await shop.db.afterSales.update({ kind: 'returnRefund' }, { where: { no: returned.no } });
  const fetched = await shop.db.orders.findOne({ where: { no: noOf(toFetch) }, rejectOnEmpty: true });
  const proposal = await shop.atSupplier.call('POST /api/desk/proposals', {
    body: content({ title: '寒露茶', categoryId: 'tea', pictures: [tea.picture] }),
    headers: newKey(),
  });
  const own = await anApplication(shop);
  return {
    ...shop,
    names: {
      ...{ toShip: noOf(toShip), toShipMany: noOf(toShipMany), returned: returned.no },
      ...{ storeToShip: noOf(storeToShip), pickupCode: fetched.pickupCode ?? '', proposal: proposal.id },
      merchant: await aMerchant(shop),
      application: (await anApplication(shop)).no,
      ownApplication: `apply/${own.no}#${own.key ?? ''}`,
    },
  };
}

const idIn = (address = ''): string => address.split('/').at(-1) ?? '';

function noOf(order: Order | undefined): string {
  if (order === undefined) throw new Error('so many were bought');
  return order.no;
}

async function review(buyer: Person, no: string): Promise<void> {
  await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
  const line = { no, line: 0 };
  await buyer.call('PUT /api/orders/:no/lines/:line/review', {
    params: line,
    body: { stars: 4, text: '茶香清正' },
  });
}

/** A merchant with somebody at its desk, which nobody else uses. */
async function aMerchant(shop: FurnishedShop): Promise<string> {
  const id = await addMerchant(shop, { name: '江南百货' });
  await staffWith(shop, id, 'clerk');
  return id;
}

/** A dividend that somebody else prepared. */
async function aDividend(shop: FurnishedShop): Promise<void> {
  const finance = await operatorWith(shop, 'finance');
  const amountFen = 1_000;
  const { paidFen } = await finance.call('GET /api/admin/dividends/preview', {
    query: { amountFen: String(amountFen) },
  });
  await finance.call('POST /api/admin/dividends', {
    body: { name: '立冬', amountFen, expectedPaidFen: paidFen, confirmed: true },
    headers: { 'Idempotency-Key': randomUUID() },
  });
}
