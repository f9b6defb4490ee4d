import type { EntryId, MemberId } from '../ids/ids';
import { postingsOf, type BusinessEvent, type TemplateInput } from '../ledger/templates';
import type { Instant } from '../time/shanghai';
import type { Recorder } from '../rebate/settle/desk';
import type { QueueEvent } from '../rebate/settle/events';
import type { EntryRow, RewardRow, WalletBalance } from '../rebate/settle/facts';

export type Wallet = Record<WalletBalance, number>;

/** The ledger's balances that a replay shows, credit above zero. */
export interface AccountTotals {
  promotion: number;
  pool: number;
  memberCash: number;
  memberFrozen: number;
  dividend: number;
}

const emptyWallet = (): Wallet => ({ cash: 0, frozen: 0, points: 0, love: 0, loveFrozen: 0, voucher: 0 });

/** The recorder of a shop in memory: it keeps balances, entries and rewards, and forgets how they came about. */
export class Books implements Recorder {
  /** @param happened is told of every event; what else happens is to be seen in the rows themselves, which live on */
  constructor(public happened: (event: QueueEvent) => void = () => {}) {}

  readonly wallets = new Map<MemberId, Wallet>();
  readonly entries = new Map<EntryId, EntryRow>();
  readonly rewards: RewardRow[] = [];
  readonly totals: AccountTotals = { promotion: 0, pool: 0, memberCash: 0, memberFrozen: 0, dividend: 0 };

  walletOf(member: MemberId): Wallet {
    const known = this.wallets.get(member);
    if (known !== undefined) return known;
    const wallet = emptyWallet();
    this.wallets.set(member, wallet);
    return wallet;
  }

  book<Event extends BusinessEvent>(
    event: Event,
    _cause: string,
    _at: Instant,
    input: TemplateInput<Event>,
  ): void {
    for (const { account, amount } of postingsOf(event, input)) {
      if (account.member !== undefined && account.balance !== undefined) {
        this.walletOf(account.member)[account.balance] += amount;
        if (account.balance === 'cash') this.totals.memberCash += amount;
        if (account.balance === 'frozen') this.totals.memberFrozen += amount;
      } else if (account.queue !== undefined) {
        this.totals.pool += amount;
      } else if (account.code === 'promotion' || account.code === 'dividend') {
        this.totals[account.code] += amount;
      }
    }
  }

  joined(entry: EntryRow): void {
    this.entries.set(entry.id, entry);
  }

  rewardGranted(reward: RewardRow): void {
    this.rewards.push(reward);
  }

  entryChanged(): void {}
  lineChanged(): void {}
  rewardChanged(): void {}
  cleared(): void {}
}
