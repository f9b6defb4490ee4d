import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MemberId } from '@paifan/shared/ids/ids';
import { sealSecret } from '../../src/operators/sealing';
import { readTable } from '../../src/tables/readTable';
import { phoneLookup, phoneOwner } from '../../src/usecases/members/phones';
import { startTestShop, type TestShop } from './shop';

/** A shop with a folder of its own for files, which goes when it stops. */
export async function startShopWithFiles(
  options: Omit<Parameters<typeof startTestShop>[0], 'config'> = {},
): Promise<{ readonly shop: TestShop; readonly folder: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paifan-files-'));
  const shop = await startTestShop({ ...options, config: { files: { folder } } });
  const stop = async () => {
    await shop.stop();
    await rm(folder, { recursive: true });
  };
  return { shop, folder, stop };
}

/** Rows by the titles of their columns. */
export type Table = readonly Readonly<Record<string, string>>[];

/** What a link downloads, as a table. */
export async function tableAt(shop: TestShop, url: string): Promise<Table> {
  const file = await (await fetch(`${shop.url}${url}`)).arrayBuffer();
  const [titles = [], ...rows] = await readTable(Buffer.from(file));
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] ?? ''])));
}

/** As if the member had bound this number. */
export async function bindPhone({ db, context }: TestShop, member: MemberId, phone: string): Promise<void> {
  const sealed = sealSecret(context.sealingKey, phoneOwner(member), Buffer.from(phone));
  await db.sequelize.query(
    'INSERT INTO member_phones (member_id, sealed, lookup, bound_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
    { replacements: [member, sealed, phoneLookup(context, phone)] },
  );
}
