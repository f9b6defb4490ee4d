import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, MemberId } from '@paifan/shared/ids/ids';
import { readChain, type ChainedQueue, type StoredChainEvent } from '../../db/chainReads';
import {
  readEarlierPlaces,
  readJoiningEvent,
  readPayoutEvents,
  type EarlierPlace,
} from '../../db/entryProof';
import type { Page, PageRequest } from '../../db/paging';
import { readAnyEntry, readEntry, type PlacedEntry } from '../../db/queueReads';
import { readSealsCovering, type CoveringSeal } from '../../db/seals';
import type { ShopContext } from '../context';

/** So many events before an entry's joining, and so many after it. */
const AROUND = 20;

/** What proves an entry's place and what it was paid. docs/PROOF.md. */
export interface EntryProof {
  readonly entry: PlacedEntry;
  /** Where it stood before merges. */
  readonly earlier: readonly EarlierPlace[];
  /** Empty when the queue had no chain at that time. */
  readonly joining: readonly StoredChainEvent[];
  readonly payouts: Page<StoredChainEvent>;
  readonly seals: readonly CoveringSeal[];
}

const queueOf = ({ queueId, queueKey }: PlacedEntry): ChainedQueue => ({ id: queueId, key: queueKey });

async function ownEntry({ db }: ShopContext, memberId: MemberId, id: EntryId): Promise<PlacedEntry> {
  const entry = await readEntry(db, memberId, id);
  if (!entry) throw new ApiError('entry_not_found');
  return entry;
}

/**
 * The events around an entry's joining, a page of those that paid it, and the seals that cover them. SPEC section 12, proof.
 * @throws ApiError entry_not_found, also for an entry of somebody else
 */
export const readEntryProof = async (
  shop: ShopContext,
  memberId: MemberId,
  id: EntryId,
  request: PageRequest,
): Promise<EntryProof> => proofOf(shop, await ownEntry(shop, memberId, id), request);

/**
 * The same of anybody's entry, for operators.
 * @throws ApiError entry_not_found
 */
export async function readAnyEntryProof(
  shop: ShopContext,
  id: EntryId,
  request: PageRequest,
): Promise<EntryProof> {
  const entry = await readAnyEntry(shop.db, id);
  if (!entry) throw new ApiError('entry_not_found');
  return proofOf(shop, entry, request);
}

async function proofOf({ db }: ShopContext, entry: PlacedEntry, request: PageRequest): Promise<EntryProof> {
  const queue = queueOf(entry);
  const joined = await readJoiningEvent(db, queue, entry);
  const before = (joined ?? 0) - AROUND - 1;
  const joining = joined === null ? [] : await readChain(db, queue, before, 2 * AROUND + 1);
  const payouts = await readPayoutEvents(db, queue, entry, request);
  const around = joining.filter(({ seq }) => joined !== null && seq <= joined + AROUND);
  const seqs = [...new Set([...around, ...payouts.items].map(({ seq }) => seq))];
  return {
    entry,
    earlier: await readEarlierPlaces(db, entry.id),
    joining: around,
    payouts,
    seals: await readSealsCovering(db, queue.id, seqs),
  };
}

/**
 * Everything that happened in an entry's queue from shortly before its joining on: with it the member can follow the line
 * step by step. The cursor is the number of an event.
 * @throws ApiError entry_not_found, also for an entry of somebody else
 */
export async function readProofEvents(
  shop: ShopContext,
  memberId: MemberId,
  id: EntryId,
  { cursor, limit }: PageRequest,
): Promise<Page<StoredChainEvent>> {
  const { db } = shop;
  const entry = await ownEntry(shop, memberId, id);
  const queue = queueOf(entry);
  const first = (await readJoiningEvent(db, queue, entry)) ?? 0;
  const after = Math.max(first - AROUND - 1, cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0);
  const events = await readChain(db, queue, after, limit + 1);
  const items = events.slice(0, limit);
  return { items, next: events.length > limit ? String(items.at(-1)?.seq) : null };
}
