import type { EntryId } from '../../ids/ids';
import { fraction, roundedDownText } from '../../money/fraction';
import { millionths, type Ratio } from '../../money/ratio';
import type { Lottery } from '../../settings/rules';
import type { HashNext } from '../proof/chain';
import { drawRatio, type PickNumber } from './draw';

/*
 * Draws that anybody can check. Before a day the shop publishes SHA-256 of a secret seed; the lot of an entry follows from that
 * seed, the entry's id and a nonce that the member chooses. The shop could not choose the outcome, for it did not know the nonce
 * when it was bound to the seed; nor could the member, who did not know the seed. After the day the seed is published.
 * docs/PROOF.md.
 */

/** HMAC-SHA256 of a text in UTF-8 under a key (hex), in hex. It is handed in: the core knows no cryptography. */
export type HmacSha256 = (key: string, text: string) => string;

/** What a lot follows from. */
export interface Lot {
  /** 32 bytes as hex. */
  readonly seed: string;
  /** The id of the entry, as its member sees it. */
  readonly entry: EntryId;
  readonly nonce: string;
}

/** A picked number comes from 48 bits: twelve digits of hex. */
const DIGITS = 12;
const NUMBERS = 2 ** 48;
/** Of the 64 digits of a block. */
const NUMBERS_A_BLOCK = 5;

/** The numbers of a lot: block after block HMAC(seed, `entry:nonce:block`), five numbers of 48 bits each. */
function* numbersOf({ seed, entry, nonce }: Lot, hmac: HmacSha256): Generator<number> {
  for (let block = 0; ; block += 1) {
    const digits = hmac(seed, `${entry}:${nonce}:${block}`);
    for (let index = 0; index < NUMBERS_A_BLOCK; index += 1)
      yield Number.parseInt(digits.slice(index * DIGITS, (index + 1) * DIGITS), 16);
  }
}

/** Every number is as likely: those that would favour the small ones are passed over. */
function pickFrom(numbers: Generator<number>): PickNumber {
  return (below) => {
    if (below > NUMBERS) throw new RangeError(`a lottery has at most ${NUMBERS} lots, this one has ${below}`);
    const fair = NUMBERS - (NUMBERS % below);
    for (;;) {
      const { value } = numbers.next();
      if (value !== undefined && value < fair) return value % below;
    }
  };
}

/** What the lottery comes to with this lot; the same for ever. */
export const drawFromSeed = (lottery: Lottery, lot: Lot, hmac: HmacSha256): Ratio =>
  drawRatio(lottery, pickFrom(numbersOf(lot, hmac)));

/** A draw as it is published after its day. */
export interface PublishedDraw extends Lot {
  readonly commitment: string;
  readonly lottery: Lottery;
  readonly outcome: Ratio;
}

/** What does not hold of a draw; null: it is as it should be. */
export function verifyDraw(
  { commitment, lottery, outcome, ...lot }: PublishedDraw,
  { hash, hmac }: { readonly hash: HashNext; readonly hmac: HmacSha256 },
): 'commitment' | 'outcome' | null {
  if (hash(lot.seed, '') !== commitment) return 'commitment';
  return drawFromSeed(lottery, lot, hmac) === outcome ? null : 'outcome';
}

/** The odds of a lottery: each outcome with its probability (rounded down), or a range whose hundredths are all as likely. */
export type Odds =
  | {
      readonly type: 'fixed';
      readonly prizes: readonly { readonly ratio: Ratio; readonly weight: number; readonly chance: string }[];
    }
  | { readonly type: 'range'; readonly min: Ratio; readonly max: Ratio; readonly outcomes: number };

export function oddsOf(lottery: Lottery): Odds {
  if (lottery.type === 'range') {
    const { type, min, max } = lottery;
    return { type, min, max, outcomes: (millionths(max) - millionths(min)) / 10_000 + 1 };
  }
  const all = lottery.prizes.reduce((sum, { weight }) => sum + weight, 0);
  return {
    type: 'fixed',
    prizes: lottery.prizes.map(({ ratio, weight }) => ({
      ratio,
      weight,
      chance: roundedDownText(fraction(weight, all)),
    })),
  };
}
