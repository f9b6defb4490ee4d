import { type MerchantId, type ProposalId, storeId as storeIdOf } from '@paifan/shared/ids/ids';
import { operatorActor, merchantActor, type Actor } from '../actor';
import { openProposalsByCode } from '../catalogue/proposals';
import type { Seller } from '../catalogue/productDraft';
import type { ShopContext } from '../context';
import type { RunningJob } from '../longJobs/runningJob';
import { findStoreOf } from '../stores/manageStores';
import { importParams } from './importParams';

/** Whose products a table is about, and what becomes of them. */
export interface ImportTarget {
  readonly actor: Actor;
  readonly seller: Seller;
  /** Of a supplier, whose products are proposed: the open proposals of new products, by code. null: products are saved. */
  readonly proposals: {
    readonly merchantId: MerchantId;
    readonly open: ReadonlyMap<string, ProposalId>;
  } | null;
}

/** The shop's own products for an operator's import; for a desk's those of its store, or of its supplier. @throws ApiError store_not_found */
export async function importTarget(shop: ShopContext, { row }: RunningJob): Promise<ImportTarget> {
  const { operatorId, merchantId } = row;
  if (operatorId !== null)
    return {
      actor: operatorActor({ id: operatorId }),
      seller: { source: 'selfOperated', merchantId: null, storeId: null },
      proposals: null,
    };
  if (merchantId === null) throw new Error('a long job has an owner');
  const actor = merchantActor(merchantId);
  const { storeId } = importParams.parse(row.params);
  if (storeId === undefined)
    return {
      actor,
      seller: { source: 'supplier', merchantId, storeId: null },
      proposals: { merchantId, open: await openProposalsByCode(shop, merchantId) },
    };
  const store = await findStoreOf(shop.db, storeIdOf(storeId), merchantId);
  return { actor, seller: { source: 'store', merchantId, storeId: store.id }, proposals: null };
}
