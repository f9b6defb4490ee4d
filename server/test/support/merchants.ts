import { randomBytes } from 'node:crypto';
import type { MerchantId, StaffId, StoreId } from '@paifan/shared/ids/ids';
import type { StaffRole } from '@paifan/shared/merchants/permissions';
import { ratio } from '@paifan/shared/money/ratio';
import type { MerchantRow } from '../../src/db/models/merchants';
import { inTransaction } from '../../src/db/transaction';
import { hashPassword } from '../../src/operators/password';
import { openStaffSession } from '../../src/usecases/staff/sessions';
import { createClient, type Client } from './client';
import type { TestShop } from './shop';

/** Somebody at a merchant's desk who is signed in there. */
export interface TestStaff extends Client {
  readonly id: StaffId;
  readonly merchantId: MerchantId;
  readonly login: string;
  readonly token: string;
}

/** The password of everybody at a desk of a test. */
export const DESK_PASSWORD = 'a desk password for tests';

let passwordHash: Promise<string> | undefined;

/** Brings a merchant into the shop: of a store, unless it is told otherwise. */
export async function addMerchant(
  shop: TestShop,
  changes: Partial<
    Pick<MerchantRow, 'kind' | 'name' | 'commissionRatio' | 'recruiterId' | 'contractFrom' | 'contractUntil'>
  > = {},
): Promise<MerchantId> {
  const { id } = await shop.db.merchants.create({
    ...{ kind: 'store', name: '老街餐饮', contactName: '王掌柜', commissionRatio: ratio('0.3') },
    ...{ createdAt: shop.clock.now(), ...changes },
  });
  return id;
}

/** A merchant with one store. */
export async function addMerchantWithStore(
  shop: TestShop,
): Promise<{ readonly merchantId: MerchantId; readonly storeId: StoreId }> {
  const merchantId = await addMerchant(shop);
  const storeId = await shop.addStore();
  await shop.db.stores.update({ merchantId }, { where: { id: storeId } });
  return { merchantId, storeId };
}

/** Brings somebody with this role to a merchant's desk, and signs in there without spending time on a password. */
export async function staffWith(shop: TestShop, merchantId: MerchantId, role: StaffRole): Promise<TestStaff> {
  passwordHash ??= hashPassword(DESK_PASSWORD, { logN: 4, r: 8, p: 1 });
  const login = `${role}-${randomBytes(4).toString('hex')}`;
  const { id } = await shop.db.staff.create({
    ...{ merchantId, login, name: `测试 ${role}`, role, passwordHash: await passwordHash },
    ...{ createdAt: shop.clock.now() },
  });
  return { id, merchantId, login, ...(await staffSignedIn(shop, id)) };
}

/** One more session of somebody at a desk. */
export async function staffSignedIn(
  shop: TestShop,
  id: StaffId,
): Promise<Client & { readonly token: string }> {
  const { token } = await inTransaction(shop.db, (tx) => openStaffSession(tx, id, shop.clock.now()));
  return { token, ...createClient(shop.url, token) };
}
