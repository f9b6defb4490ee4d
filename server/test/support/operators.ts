import { randomBytes } from 'node:crypto';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { Role } from '@paifan/shared/operators/permissions';
import { inTransaction } from '../../src/db/transaction';
import { hashPassword } from '../../src/operators/password';
import { openSession } from '../../src/usecases/operators/sessions';
import { createClient, type Client } from './client';
import type { TestShop } from './shop';

/** An operator who is signed in. */
export interface TestOperator extends Client {
  readonly id: OperatorId;
  readonly login: string;
  readonly token: string;
}

/** The password of every operator of a test. */
export const PASSWORD = 'a password for tests';

let passwordHash: Promise<string> | undefined;

/** Brings an operator with this role into the shop, and signs it in without spending time on its password. */
export async function operatorWith(shop: TestShop, role: Role): Promise<TestOperator> {
  passwordHash ??= hashPassword(PASSWORD, { logN: 4, r: 8, p: 1 });
  const login = `${role}-${randomBytes(4).toString('hex')}`;
  const now = shop.clock.now();
  const operator = await shop.db.operators.create({
    ...{ login, name: `测试 ${role}`, role, passwordHash: await passwordHash, createdAt: now },
  });
  return { id: operator.id, login, ...(await signedIn(shop, operator.id)) };
}

/** One more session of an operator. */
export async function signedIn(shop: TestShop, id: OperatorId): Promise<Client & { readonly token: string }> {
  const { token } = await inTransaction(shop.db, (tx) => openSession(tx, id, shop.clock.now()));
  return { token, ...createClient(shop.url, token) };
}
