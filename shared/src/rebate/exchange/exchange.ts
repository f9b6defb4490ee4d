import type { EntryId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import { floorShare, type Ratio } from '../../money/ratio';
import type { ExchangeAsset, ExchangeRules } from '../../settings/rules';
import type { Instant } from '../../time/shanghai';
import { alterEntry, remainingOf, type QueueLine } from '../queue/line';
import type { Desk, Refusal } from '../settle/desk';
import type { Brought } from '../settle/facts';

/** The balance that an asset is credited to: love available or frozen, as set. */
const balanceFor = (asset: ExchangeAsset, rules: ExchangeRules): Brought['balance'] =>
  asset === 'love' && rules.love?.credit === 'frozen' ? 'loveFrozen' : asset;

/** The member gives up what remains to a waiting entry for ⌊remaining × ratio⌋ of an asset. SPEC section 7. */
export function settleExchange(
  queue: QueueLine,
  id: EntryId,
  asset: ExchangeAsset,
  at: Instant,
  desk: Desk,
): Refusal | null {
  const rules = desk.live.exchange;
  const ratio = rules[asset]?.ratio;
  const entry = desk.entry(id);
  if (entry === undefined) return 'noSuchEntry';
  if (entry.state !== 'waiting') return 'notWaiting';
  if (ratio === undefined) return 'notOffered';
  const { member } = entry;
  const brought: Brought = {
    balance: balanceFor(asset, rules),
    ratio,
    amount: floorShare(remainingOf(entry), ratio),
  };
  alterEntry(queue, entry, (given) => {
    given.state = 'exchanged';
    given.brought = brought;
  });
  desk.record.entryChanged(entry);
  desk.record.happened({ type: 'left', entry: id, member, state: 'exchanged', at });
  desk.record.book('exchanged', id, at, { member, balance: brought.balance, amount: brought.amount });
  return null;
}

/** What a waiting entry could be given up for now. */
export interface ExchangeOffer {
  readonly asset: ExchangeAsset;
  readonly ratio: Ratio;
  /** Hundredths of points, love or a voucher. */
  readonly amount: Fen;
  /** Love that is credited as frozen is released daily. */
  readonly credit: 'available' | 'frozen';
}

const ASSETS: readonly ExchangeAsset[] = ['points', 'love', 'voucher'];

/** Every asset that is offered, with what remains of an entry turned into it, as `settleExchange` would. */
export const exchangeOffers = (rules: ExchangeRules, remainingFen: Fen): ExchangeOffer[] =>
  ASSETS.flatMap((asset) => {
    const ratio = rules[asset]?.ratio;
    if (ratio === undefined) return [];
    const credit = balanceFor(asset, rules) === 'loveFrozen' ? 'frozen' : 'available';
    return [{ asset, ratio, amount: floorShare(remainingFen, ratio), credit }];
  });
