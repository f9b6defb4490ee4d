import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import { memberId, orderId, type EntryId, type MemberId } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { ZERO_RATIO } from '@paifan/shared/money/ratio';
import { uplineDepth } from '@paifan/shared/rebate/rewards/rewards';
import { grossContribution } from '@paifan/shared/rebate/settle/contribute';
import type { OrderRow, RewardRow } from '@paifan/shared/rebate/settle/facts';
import {
  orderTerms,
  quoteLine,
  type LineQuote,
  type LineToPlace,
  type PlacingExplanation,
} from '@paifan/shared/rebate/settle/place';
import type { JoinRefusal } from '@paifan/shared/rebate/join/gates';
import type { PayoutKind, QueueEvent } from '@paifan/shared/rebate/settle/events';
import { checkSettings } from '@paifan/shared/settings/publishable';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { ProductRow, StoreRow } from '../../db/models/catalogue';
import { readMemberNames, type MemberName } from '../../db/names';
import { settingsInForce } from '../../db/settings';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Planned } from '../../settle/applyLine';
import { liveSettings } from '../../settle/live';
import { rehearse } from '../../settle/rehearse';
import { readUplines } from '../../settle/tasks';
import { rulesOfStore } from '../checkout/storeRules';
import type { ShopContext } from '../context';
import { readSpending, tierDays } from '../members/spending';
import { standingsFor } from '../orders/standings';

export type RuleTestRequest = BodyOf<'POST /api/admin/rules/test'>;

/** What the rules say of an order that does not exist. */
export interface RuleTest {
  readonly quote: LineQuote;
  readonly joins: { readonly entitledFen: Fen; readonly position: number; readonly aheadFen: Fen } | null;
  readonly noEntryReason: JoinRefusal | null;
  readonly grossFen: Fen;
  readonly contributedFen: Fen;
  readonly payments: readonly {
    readonly entryId: EntryId | null;
    readonly memberId: MemberId;
    readonly amountFen: Fen;
    readonly kind: PayoutKind;
  }[];
  readonly rewards: readonly RewardRow[];
  readonly nameOf: (id: MemberId) => MemberName;
}

/** Nobody has this number: a buyer who is not named. */
export const NOBODY = memberId('0');
const NO_ORDER = orderId('0');

/**
 * Tries the rules out: which ratio an order would get and why, and whom it would pay what, by the lines as they are now. Nothing is
 * written. SPEC section 12.
 * @throws ApiError product_not_found, store_not_found, member_not_found, settings_invalid, bad_request
 */
export async function testRules(shop: ShopContext, request: RuleTestRequest): Promise<RuleTest> {
  const { db, clock } = shop;
  const now = clock.now();
  const at = request.at === undefined ? now : new Date(request.at);
  const settings = await settingsFor(shop, request, at);
  const { product, store, line, costFen } = await lineFor(shop, request);
  const member = await memberFor(shop, request);
  const rules = line.kind === 'cashier' ? [store?.cashier] : [product?.rebate, store?.rebate];
  const scope = { memberId: member?.id ?? NOBODY, kind: request.kind, storeId: store?.id ?? null };
  const buyer = { level: member?.level ?? null, spent: await readSpending(db, scope, at, tierDays(rules)) };
  const quote = quoteLine(line, buyer, settings, await standingsFor(db, [line], settings, now));
  const order: Omit<OrderRow, 'upline'> = {
    id: NO_ORDER,
    member: scope.memberId,
    kind: request.kind,
    store: scope.storeId,
    commissionRatio: store?.commissionRatio ?? ZERO_RATIO,
    recruiter: store?.recruiterId ?? null,
    deducted: false,
    terms: orderTerms(settings),
    lines: [
      {
        line: 0,
        product: product?.id ?? null,
        paidFen: line.paidFen,
        costFen,
        terms: quote.terms,
        refundedFen: ZERO_FEN,
        contributedFen: ZERO_FEN,
        entry: null,
        rewards: [],
      },
    ],
  };
  return inTransaction(db, async (tx) => {
    const whole = { ...order, upline: await uplineOf(tx, order) };
    const planned = await rehearse(tx, quote.terms.queue, whole, liveSettings(settings), [
      { type: 'paid', order: NO_ORDER, at: at.getTime() },
      { type: 'completed', order: NO_ORDER, at: at.getTime() },
    ]);
    return resultOf(tx, quote, whole, planned);
  });
}

async function settingsFor(
  { db }: ShopContext,
  { settings: draft }: RuleTestRequest,
  at: Date,
): Promise<PlatformSettings> {
  if (draft === undefined) return (await settingsInForce(db, at)).settings;
  const { settings, problems } = checkSettings(draft);
  if (settings === null) throw new ApiError('settings_invalid', undefined, { problems });
  return settings;
}

async function memberFor(
  { db }: ShopContext,
  { memberId: id }: RuleTestRequest,
): Promise<{ readonly id: MemberId; readonly level: string | null } | null> {
  if (id === undefined) return null;
  const member = await db.members.findByPk(id, { attributes: ['id', 'level'] });
  if (member === null) throw new ApiError('member_not_found');
  return member;
}

interface TestLine {
  readonly product: ProductRow | null;
  readonly store: StoreRow | null;
  readonly line: LineToPlace;
  readonly costFen: Fen;
}

async function lineFor({ db }: ShopContext, request: RuleTestRequest): Promise<TestLine> {
  const { kind, amountFen: paidFen } = request;
  if (kind === 'cashier') {
    const store = await storeFor(db, request.storeId);
    return { product: null, store, line: lineOf(kind, null, store, paidFen), costFen: ZERO_FEN };
  }
  if (request.productId === undefined) throw new ApiError('bad_request', '请选择商品');
  const product = await db.products.findByPk(request.productId, { include: 'skus' });
  if (product === null || (kind === 'store') !== (product.storeId !== null))
    throw new ApiError('product_not_found');
  const store = product.storeId === null ? null : await storeFor(db, product.storeId);
  return { product, store, line: lineOf(kind, product, store, paidFen), costFen: costOf(product, paidFen) };
}

async function storeFor(db: ShopContext['db'], id: RuleTestRequest['storeId']): Promise<StoreRow> {
  if (id === undefined) throw new ApiError('bad_request', '请选择门店');
  const store = await db.stores.findByPk(id);
  if (store === null) throw new ApiError('store_not_found');
  return store;
}

const lineOf = (
  kind: LineToPlace['kind'],
  product: ProductRow | null,
  store: StoreRow | null,
  paidFen: Fen,
): LineToPlace => ({
  kind,
  product: product && { id: product.id, rules: product.rebate },
  store: store && { id: store.id, rules: rulesOfStore(store) },
  paidFen,
});

/** What the amount costs, in the proportion of the product's first SKU; rounded up, as a whole piece costs no less. */
function costOf({ skus = [] }: ProductRow, paidFen: Fen): Fen {
  const [sku] = skus;
  if (sku === undefined || sku.priceFen === 0) return ZERO_FEN;
  const cost = BigInt(sku.costFen) * BigInt(paidFen);
  const price = BigInt(sku.priceFen);
  return fen(Number((cost + price - 1n) / price));
}

async function uplineOf(tx: Tx, { member, terms }: Omit<OrderRow, 'upline'>): Promise<OrderRow['upline']> {
  const uplines = await readUplines(tx, [member], uplineDepth(terms));
  return (uplines.get(member) ?? []).map(({ upline }) => upline);
}

async function resultOf(
  tx: Tx,
  quote: LineQuote,
  order: OrderRow,
  { facts, plan }: Planned,
): Promise<RuleTest> {
  const [line] = order.lines;
  const rowIds = new Map(facts.entries.map(({ id, rowId }) => [id, rowId]));
  const joined = find(plan.events, 'joined');
  const payments = plan.payouts.map(({ entry, member, amountFen, kind }) => ({
    entryId: rowIds.get(entry) ?? null,
    memberId: member,
    amountFen,
    kind,
  }));
  const rewards = plan.rewardInserts.filter(({ amountFen }) => amountFen > 0);
  const everybody = [...payments.map((payment) => payment.memberId), ...rewards.map(({ member }) => member)];
  return {
    quote,
    joins:
      joined === null
        ? null
        : {
            entitledFen: joined.entitledFen,
            position: joined.position,
            aheadFen: fen(plan.queue.waitingRemainingFen - remainingOf(plan.entryInserts)),
          },
    noEntryReason: find(plan.events, 'notJoined')?.reason ?? null,
    grossFen: line === undefined || !quote.terms.rebateOn ? ZERO_FEN : grossContribution(order, line),
    contributedFen: fen(plan.contributions.reduce((sum, { amountFen }) => sum + amountFen, 0)),
    payments,
    rewards,
    nameOf: await readMemberNames(tx, everybody),
  };
}

const remainingOf = (entries: Planned['plan']['entryInserts']): number =>
  entries.reduce(
    (sum, { state, entitledFen, rewardedFen }) =>
      state === 'waiting' ? sum + entitledFen - rewardedFen : sum,
    0,
  );

const find = <Type extends QueueEvent['type']>(
  events: readonly QueueEvent[],
  type: Type,
): Extract<QueueEvent, { type: Type }> | null =>
  events.find((event): event is Extract<QueueEvent, { type: Type }> => event.type === type) ?? null;

/** What the console shows of a placing, of a test and of a line that was placed. */
export interface Placing {
  readonly terms: LineQuote['terms'];
  readonly explanation: PlacingExplanation;
}
