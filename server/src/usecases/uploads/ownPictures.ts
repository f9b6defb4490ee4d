import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, MerchantId } from '@paifan/shared/ids/ids';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';
import type { Actor } from '../actor';

/** Who may name an upload: the member who made it, anybody at the desk whose staff did, the shop's operators together, or the open form. */
export type PictureOwner =
  | { readonly kind: 'member'; readonly id: MemberId }
  | { readonly kind: 'merchant'; readonly id: MerchantId }
  | { readonly kind: 'operators' }
  | { readonly kind: 'form' };

const OWNED = {
  member: "u.owner_kind = 'member' AND u.owner_id = :owner",
  merchant: "u.owner_kind = 'staff' AND u.owner_id IN (SELECT id FROM staff WHERE merchant_id = :owner)",
  operators: "u.owner_kind = 'operator'",
  form: "u.owner_kind = 'form'",
} as const satisfies Record<PictureOwner['kind'], string>;

/** Pictures that come with the shop are everybody's. */
const SHOP_S_OWN = '/pictures/';
const UPLOADED = '/uploads/';

/**
 * A text that members read names only pictures that its writer uploaded: what somebody else brought (a licence, a photo of damaged goods)
 * is not to turn up elsewhere.
 * @param kept those that the row has already, whoever brought them
 * @throws ApiError picture_not_found, with the paths
 */
export async function assertOwnPictures(
  executor: Executor,
  owner: PictureOwner,
  named: readonly (string | null)[],
  kept: readonly (string | null)[] = [],
): Promise<void> {
  const asked = new Set(
    named.flatMap((path) =>
      path === null || path.startsWith(SHOP_S_OWN) || kept.includes(path) ? [] : [path],
    ),
  );
  if (asked.size === 0) return;
  const names = [...asked].map((path) => (path.startsWith(UPLOADED) ? path.slice(UPLOADED.length) : ''));
  const found = await query(
    executor,
    `SELECT DISTINCT u.name FROM uploads u WHERE u.name IN (:names) AND ${OWNED[owner.kind]}`,
    { names, owner: 'id' in owner ? owner.id : '0' },
    z.object({ name: z.string() }),
  );
  for (const { name } of found) asked.delete(`${UPLOADED}${name}`);
  if (asked.size > 0) throw new ApiError('picture_not_found', undefined, { pictures: [...asked] });
}

/** Whose pictures an actor of the catalogue may name. */
export function picturesOf(actor: Actor): PictureOwner {
  if (actor.kind === 'merchant') return { kind: 'merchant', id: actor.id as MerchantId };
  if (actor.kind === 'operator') return { kind: 'operators' };
  throw new Error(`${actor.kind}:${actor.id} has no pictures in the catalogue`);
}
