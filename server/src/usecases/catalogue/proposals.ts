import {
  PROPOSAL_MOVES,
  type ProposalMove,
  type ProposalState,
} from '@paifan/shared/catalogue/proposalStates';
import { productContentSchema, type ProductContent } from '@paifan/shared/contract/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, OperatorId, ProductId, ProposalId } from '@paifan/shared/ids/ids';
import type { ItemRules } from '@paifan/shared/settings/rules';
import { audit } from '../../db/audit';
import { isDuplicate } from '../../db/errors';
import type { ProposalRow } from '../../db/models/proposals';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction, type Tx } from '../../db/transaction';
import { merchantActor } from '../actor';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { tellOwners } from '../payables/tellOwners';
import { assertOwnPictures } from '../uploads/ownPictures';
import {
  assertAllowedProduct,
  assertPossible,
  findSurroundings,
  picturesIn,
  picturesOfRow,
} from './productDraft';
import { onceForActor } from './requests';
import { lockSkus, matchSkus } from './saveSkus';
import { saveProduct } from './saveProduct';

/*
 * What suppliers would like to sell. Nothing of a proposal is in the catalogue before an operator approves it; then it is saved like
 * any product.
 */

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** The draft of a proposal, which was judged when it was written. */
export const draftOf = ({ draft }: ProposalRow): ProductContent => productContentSchema.parse(draft);

/** Proposals, newest first. @param merchantId absent: of all */
export async function readProposals(
  { db }: Pick<Office, 'db'>,
  {
    merchantId,
    state,
    ...request
  }: PageRequest & { readonly merchantId?: MerchantId; readonly state?: ProposalState },
): Promise<Page<ProposalRow>> {
  const rows = await db.proposals.findAll({
    where: {
      ...(merchantId === undefined ? {} : { merchantId }),
      ...(state === undefined ? {} : { state }),
      ...olderThan<ProposalId>(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** @param merchantId absent: for operators, who see no drafts @throws ApiError proposal_not_found, also another merchant's */
export async function findProposal(
  { db }: Pick<Office, 'db'>,
  id: ProposalId,
  merchantId?: MerchantId,
): Promise<ProposalRow> {
  const row = await db.proposals.findOne({
    where: { id, ...(merchantId === undefined ? {} : { merchantId }) },
  });
  if (row === null || (merchantId === undefined && row.state === 'draft'))
    throw new ApiError('proposal_not_found');
  return row;
}

/** Stock of a SKU that is sold already goes on while a proposal waits: it is no part of it. */
const withoutStock = (draft: ProductContent): ProductContent => ({
  ...draft,
  skus: draft.skus.map(({ stock, ...sku }) => (sku.id === undefined ? { ...sku, stock } : sku)),
});

async function assertProposable(
  { db }: Office,
  tx: Tx,
  merchantId: MerchantId,
  { productId, draft }: { readonly productId: ProductId | null; readonly draft: ProductContent },
): Promise<void> {
  assertAllowedProduct(draft);
  assertPossible(draft);
  await findSurroundings(db, tx, draft, null);
  const product = productId && (await db.products.findByPk(productId, { transaction: tx }));
  const skus = productId === null ? [] : await lockSkus(db, tx, productId);
  const has = product ? picturesOfRow(product, skus) : [];
  await assertOwnPictures(tx, { kind: 'merchant', id: merchantId }, picturesIn(draft), has);
  matchSkus(skus, draft.skus);
}

/**
 * Proposes a product, or a change of one. With a key that was used before, the proposal of then comes back.
 * @param productId null: a new product
 * @throws ApiError product_not_found (also another merchant's), proposal_state (another proposal for it is open), forbidden_phrase,
 *   product_invalid, category_not_found, freight_template_not_found, sku_not_found, picture_not_found, idempotency_key_reused
 */
export async function createProposal(
  office: Office,
  merchantId: MerchantId,
  key: string,
  { productId, ...draft }: ProductContent & { readonly productId: ProductId | null },
): Promise<ProposalRow> {
  const { db, clock } = office;
  const request = { productId, draft };
  try {
    const id = await onceForActor(office, merchantActor(merchantId), key, request, async (tx) => {
      if (productId !== null) {
        const own = await db.products.findOne({ where: { id: productId, merchantId }, transaction: tx });
        if (own === null) throw new ApiError('product_not_found');
      }
      await assertProposable(office, tx, merchantId, request);
      const row = await db.proposals.create(
        {
          ...{ merchantId, productId, state: 'draft', title: draft.title },
          ...{ draft: withoutStock(draft), createdAt: clock.now() },
        },
        { transaction: tx },
      );
      return row.id;
    });
    return await findProposal(office, id, merchantId);
  } catch (error) {
    if (isDuplicate(error, 'product_proposals_open'))
      throw new ApiError('proposal_state', '该商品已有未处理的申请');
    throw error;
  }
}

const OPEN_STATES: ProposalState[] = ['draft', 'submitted', 'rejected'];

/** The open proposals of products that are not there yet, by the supplier's code. */
export async function openProposalsByCode(
  { db }: Pick<Office, 'db'>,
  merchantId: MerchantId,
): Promise<ReadonlyMap<string, ProposalId>> {
  const rows = await db.proposals.findAll({
    where: { merchantId, productId: null, state: OPEN_STATES },
    order: [['id', 'ASC']],
  });
  return new Map(
    rows.flatMap((row) => {
      const { code } = draftOf(row);
      return code === null ? [] : [[code, row.id] as const];
    }),
  );
}

/** A product of a table. `proposalId`: the open proposal of a new product, if there is one. */
export interface TableProposal {
  readonly productId: ProductId | null;
  readonly proposalId: ProposalId | null;
  readonly draft: ProductContent;
}

/**
 * Submits what a supplier's table says of a product, in place of what is open for it: an operator who looks at the earlier one is told.
 * @throws ApiError as `createProposal`, but for the key
 */
export async function proposeFromTable(
  office: Office,
  tx: Tx,
  merchantId: MerchantId,
  { productId, proposalId, draft }: TableProposal,
): Promise<void> {
  const { db, clock } = office;
  await assertProposable(office, tx, merchantId, { productId, draft });
  const which =
    productId !== null ? { productId } : proposalId !== null ? { id: proposalId, productId } : null;
  const open =
    which &&
    (await db.proposals.findOne({
      where: { ...which, merchantId, state: OPEN_STATES },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    }));
  const now = clock.now();
  const content = {
    ...{ title: draft.title, draft: withoutStock(draft), state: 'submitted' as const },
    ...{ submittedAt: now, reason: null },
  };
  if (open === null)
    await db.proposals.create({ ...content, merchantId, productId, createdAt: now }, { transaction: tx });
  else await open.update({ ...content, version: open.version + 1 }, { transaction: tx });
}

interface Moving {
  readonly id: ProposalId;
  /** Only this merchant's. */
  readonly merchantId?: MerchantId;
  /** As it was read; absent: whatever it is. */
  readonly version?: number;
}

/**
 * The proposal under its lock, if it can be moved so.
 * @returns null: it has moved there already
 * @throws ApiError proposal_not_found, proposal_state, product_changed (another version)
 */
async function lockToMove(
  { db }: Office,
  tx: Tx,
  move: ProposalMove,
  { id, merchantId, version }: Moving,
): Promise<ProposalRow | null> {
  const row = await db.proposals.findOne({
    where: { id, ...(merchantId === undefined ? {} : { merchantId }) },
    lock: tx.LOCK.UPDATE,
    transaction: tx,
  });
  // What a supplier drafts is nobody else's.
  if (row === null || (merchantId === undefined && row.state === 'draft'))
    throw new ApiError('proposal_not_found');
  const { from, to } = PROPOSAL_MOVES[move];
  if (!from.includes(row.state)) {
    if (row.state === to) return null;
    throw new ApiError('proposal_state');
  }
  if (version !== undefined && version !== row.version)
    throw new ApiError('product_changed', '商品申请已被修改，请刷新后重试', { version: row.version });
  return row;
}

/** Changes a draft, or what was rejected. @throws ApiError as `createProposal` and `lockToMove` */
export async function changeProposal(
  office: Office,
  { id, merchantId, version }: Required<Moving>,
  draft: ProductContent,
): Promise<ProposalRow> {
  await inTransaction(office.db, async (tx) => {
    const row = await lockToMove(office, tx, 'edit', { id, merchantId, version });
    if (row === null) throw new ApiError('proposal_state');
    await assertProposable(office, tx, merchantId, { productId: row.productId, draft });
    await row.update(
      { title: draft.title, draft: withoutStock(draft), state: 'draft', version: row.version + 1 },
      { transaction: tx },
    );
  });
  return findProposal(office, id, merchantId);
}

/** Submits a proposal, or takes it back. @throws ApiError proposal_not_found, proposal_state */
export async function moveProposal(
  office: Office,
  move: 'submit' | 'takeBack',
  { id, merchantId }: Required<Pick<Moving, 'id' | 'merchantId'>>,
): Promise<ProposalRow> {
  await inTransaction(office.db, async (tx) => {
    const row = await lockToMove(office, tx, move, { id, merchantId });
    if (row === null) return;
    const change =
      move === 'submit'
        ? ({ state: 'submitted', submittedAt: office.clock.now(), reason: null } as const)
        : ({ state: 'draft' } as const);
    await row.update({ ...change, version: row.version + 1 }, { transaction: tx });
  });
  return findProposal(office, id, merchantId);
}

/** @throws ApiError proposal_not_found, proposal_state */
export async function discardProposal(
  office: Office,
  { id, merchantId }: Required<Pick<Moving, 'id' | 'merchantId'>>,
): Promise<void> {
  await inTransaction(office.db, async (tx) => {
    const row = await lockToMove(office, tx, 'discard', { id, merchantId });
    await row?.destroy({ transaction: tx });
  });
}

/** What an operator says with an approval. */
export interface Approval {
  readonly version: number;
  /** Of the product as the operator saw it; null: it is new. */
  readonly productVersion: number | null;
  readonly rebate?: ItemRules;
  readonly overruled: readonly string[];
  readonly confirmWaiting: boolean;
}

/**
 * Approves a proposal: the product is saved as it says.
 * @throws ApiError proposal_not_found, proposal_state, and what `saveProduct` throws
 */
export async function approveProposal(
  office: Office,
  by: OperatorId,
  id: ProposalId,
  { version, productVersion, rebate, overruled, confirmWaiting }: Approval,
): Promise<ProposalRow> {
  const { db, clock } = office;
  await inTransaction(db, async (tx) => {
    const row = await lockToMove(office, tx, 'approve', { id, version });
    if (row === null) return;
    const { merchantId } = row;
    const product =
      row.productId === null
        ? { seller: { source: 'supplier' as const, merchantId, storeId: null } }
        : { id: row.productId, version: productVersion ?? 0 };
    const draft = { ...draftOf(row), ...(rebate === undefined ? {} : { rebate }) };
    const saving = { product, draft, overruled, confirmWaiting };
    const productId = await saveProduct(office, tx, merchantActor(merchantId), saving);
    const decided = { decidedAt: clock.now(), decidedById: by };
    await row.update(
      { ...decided, productId, state: 'approved', version: row.version + 1 },
      { transaction: tx },
    );
    await tellOwners(office, tx, merchantId, { kind: 'proposalApproved', title: draft.title });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'proposal.approved', subject: `proposal:${id}` },
      before: { state: 'submitted', merchantId },
      after: { state: 'approved', merchantId, productId, title: draft.title, overruled },
    });
  });
  return findProposal(office, id);
}

/** Rejects a proposal. @throws ApiError proposal_not_found, proposal_state, product_changed */
export async function rejectProposal(
  office: Office,
  by: OperatorId,
  id: ProposalId,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<ProposalRow> {
  const { db, clock } = office;
  await inTransaction(db, async (tx) => {
    const row = await lockToMove(office, tx, 'reject', { id, version });
    if (row === null) return;
    const decided = { decidedAt: clock.now(), decidedById: by };
    await row.update(
      { ...decided, reason, state: 'rejected', version: row.version + 1 },
      { transaction: tx },
    );
    await tellOwners(office, tx, row.merchantId, { kind: 'proposalRejected', title: row.title, reason });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'proposal.rejected', subject: `proposal:${id}` },
      ...{ before: { state: 'submitted' }, after: { state: 'rejected', reason } },
    });
  });
  return findProposal(office, id);
}
