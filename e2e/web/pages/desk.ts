import type { MerchantId } from '@paifan/shared/ids/ids';
import { newKey } from '../../../server/test/support/catalogue';
import { asking, request } from '../../../server/test/support/afterSale';
import { addStoreProduct, atStore } from '../../../server/test/support/checkout';
import { addMerchant } from '../../../server/test/support/merchants';
import { operatorWith } from '../../../server/test/support/operators';
import { closeDay } from '../../../server/test/support/payables';
import { cashier } from '../../../server/test/support/shop';
import type { Person, TestShop } from '../../support/shop';

/** What the addresses of a desk's pages name. */
export interface DeskShown {
  merchant: string;
  /** Paid, and not sent yet. */
  deskOrder: string;
  /** Of money that the buyer wants back. */
  deskAfterSale: string;
  /** Of a day that is closed. */
  statement: string;
  /** The code of one that is still good. */
  invitation: string;
}

/** The store of the demo that belongs to the owner of the desk. */
const STORE = '巷口面馆';
const MINUTE_MS = 60_000;

/** A merchant without a store, and the member who works there as its owner. */
export async function openDesk(shop: TestShop, owner: Person, name: string): Promise<MerchantId> {
  const merchantId = await addMerchant(shop, { name: STORE });
  await shop.db.staff.create({
    ...{ merchantId, memberId: owner.id, name, role: 'owner' },
    createdAt: shop.clock.now(),
  });
  return merchantId;
}

/** Who takes part in the trade of a desk. */
interface Cast {
  owner: Person;
  ownerName: string;
  buyer: Person;
}

/** Lets a store of the demo take money on one day, closes that day, and goes on to `now`, with something on every page of its desk. */
export async function tradeForADay(
  shop: TestShop,
  { owner, ownerName, buyer }: Cast,
  now: Date,
): Promise<DeskShown> {
  const merchant = await openDesk(shop, owner, ownerName);
  const { id: store } = await shop.db.stores.findOne({ where: { name: STORE }, rejectOnEmpty: true });
  await shop.db.stores.update({ merchantId: merchant }, { where: { id: store } });
  const product = await addStoreProduct(shop, store, { title: '自制辣酱', categoryId: 'pantry' });
  await shop.db.products.update({ merchantId: merchant }, { where: { id: product } });

  const take = async (...amounts: readonly number[]): Promise<void> => {
    for (const amountFen of amounts) {
      shop.clock.advance(MINUTE_MS);
      await shop.buy(buyer, cashier(store, amountFen));
    }
  };
  await take(6_800, 12_350, 1_800);
  await closeDay(shop);
  shop.clock.set(new Date(now.getTime() - 30 * MINUTE_MS));
  await take(2_650, 3_400, 4_800);
  const { no: deskOrder } = await shop.buy(buyer, atStore(store, product, 'express', 2));
  const { no: bought } = await shop.buy(buyer, atStore(store, product, 'express', 1));
  const { no: deskAfterSale } = await request(buyer, bought, asking(100));

  await owner.call('POST /api/desk/stores/:id/cashier-codes', {
    ...{ params: { id: store }, body: { label: '前台' }, headers: newKey() },
  });
  const { code } = await owner.call('POST /api/desk/staff-invitations', {
    ...{ body: { name: '小李', role: 'clerk' }, headers: newKey() },
  });
  const [statement] = (await owner.call('GET /api/desk/statements')).items;
  if (statement === undefined) throw new Error('the day of the desk is closed');
  return { merchant, deskOrder, deskAfterSale, statement: statement.id, invitation: code };
}

/** An application that was refused, with the reason. @returns its number */
export async function applyInVain(shop: TestShop, applicant: Person): Promise<string> {
  const { application } = await applicant.call('POST /api/applications', {
    body: {
      ...{ kind: 'store', name: '江边小馆', trade: '餐饮', contactName: '李小江', phone: '13912345678' },
      ...{ district: '上城区', address: '江边路 1 号' },
      place: { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
      pictures: ['/pictures/stores/noodle-house.svg'],
      licences: ['/pictures/stores/book-shop.svg'],
      commissionRatio: '0.1',
    },
    headers: newKey(),
  });
  const { no } = application;
  const operator = await operatorWith(shop, 'owner');
  await operator.call('POST /api/admin/applications/:no/reject', {
    ...{ params: { no }, body: { reason: '请补充营业执照' } },
  });
  return no;
}
