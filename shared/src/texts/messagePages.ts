import { MESSAGE_KINDS, type MessageKind } from './messageKinds';

/** What a message speaks of. */
export interface MessageSubject {
  readonly kind: string;
  readonly entryId: string | null;
  readonly orderNo: string | null;
}

type Way = 'entry' | 'draw' | 'order' | `/${string}`;

const REWARDS = '/packages/wallet/rewards/index';
const WALLET = '/packages/wallet/home/index';
const WITHDRAW = '/packages/wallet/withdraw/index';
const GIFTS = '/packages/gifts/orders/index';
const APPLICATIONS = '/packages/merchant/state/index';
const DESK = '/packages/desk/home/index';
const LINE = '/pages/line/index';

// prettier-ignore
/** Where each kind of message leads: to the entry, its draw or the order that it speaks of, or to a page of its own. */
const WAYS: Readonly<Record<MessageKind, Way>> = {
  joined: 'entry', rewarded: 'entry', done: 'entry', drawAvailable: 'draw', drawn: 'draw', exchanged: 'entry',
  queueMerged: LINE, queueClosing: LINE, closingCancelled: LINE, queueClosed: LINE,
  resetComing: LINE, resetCancelled: LINE, cleared: LINE,
  rewardGranted: REWARDS, rewardReleased: REWARDS, rewardReduced: REWARDS, dividendPaid: REWARDS,
  orderPaid: 'order', orderClosed: 'order', paymentReturned: 'order', parcelSent: 'order', orderConfirmed: 'order',
  afterSale: 'order', purchasePoints: 'order',
  levelRaised: '/packages/me/level/index',
  giftRedeemed: GIFTS, giftShipped: GIFTS, giftCancelled: GIFTS,
  balanceAdjusted: WALLET, transferSent: WALLET, transferReceived: WALLET,
  withdrawalRequested: WITHDRAW, withdrawalApproved: WITHDRAW, withdrawalRejected: WITHDRAW,
  withdrawalWaiting: WITHDRAW, withdrawalPaid: WITHDRAW, withdrawalFailed: WITHDRAW, withdrawalCancelled: WITHDRAW,
  applicationOffered: APPLICATIONS, applicationApproved: APPLICATIONS, applicationRejected: APPLICATIONS,
  proposalApproved: DESK, proposalRejected: DESK, merchantPaid: DESK, payoutAccountChanged: DESK,
};

const isKind = (kind: string): kind is MessageKind => kind in MESSAGE_KINDS;

/** The page of the mini-program that a message leads to, as an address that begins with `/`; null: to none. */
export function pageOfMessage({ kind, entryId, orderNo }: MessageSubject): string | null {
  const way = isKind(kind) ? WAYS[kind] : null;
  switch (way) {
    case 'draw':
    case 'entry':
      if (entryId === null) return LINE;
      return `/packages/line/${way === 'draw' ? 'draw' : 'history'}/index?id=${entryId}`;
    case 'order':
      return orderNo === null ? null : `/packages/orders/detail/index?no=${orderNo}`;
    default:
      return way;
  }
}
