import { ApiError } from '@paifan/shared/errors/errors';
import { productId, storeId, type ProductId, type StoreId } from '@paifan/shared/ids/ids';
import { readScene } from '@paifan/shared/merchants/scenes';
import type { ShopContext } from '../context';
import { findGoodInvitation } from '../staff/invitations';

/** What a scene opens. Names of members are whole here: presenters mask them. */
export type OpenedScene =
  | {
      readonly kind: 'cashier';
      readonly storeId: StoreId;
      readonly storeName: string;
      readonly label: string;
    }
  | { readonly kind: 'store'; readonly storeId: StoreId }
  | { readonly kind: 'product'; readonly productId: ProductId }
  | { readonly kind: 'staff'; readonly code: string; readonly merchantName: string }
  | { readonly kind: 'invite' | 'merchantInvite'; readonly inviterName: string };

/**
 * Tells the mini-program which page a scanned code opens.
 * @throws ApiError scene_not_found when it is none of the shop's or what it names is not there; cashier_code_revoked;
 * staff_invitation_not_found
 */
export async function resolveScene(shop: ShopContext, scene: string): Promise<OpenedScene> {
  const { db } = shop;
  const form = readScene(scene);
  switch (form?.kind) {
    case 'cashier':
      return openCashier(shop, form.scene);
    case 'store':
      if ((await db.stores.count({ where: { id: storeId(form.id) } })) === 0) break;
      return { kind: 'store', storeId: storeId(form.id) };
    case 'product':
      if ((await db.products.count({ where: { id: productId(form.id) } })) === 0) break;
      return { kind: 'product', productId: productId(form.id) };
    case 'staff': {
      const { code, merchantId } = await findGoodInvitation(shop, form.code);
      const { name: merchantName } = await db.merchants.findByPk(merchantId, { rejectOnEmpty: true });
      return { kind: 'staff', code, merchantName };
    }
    case 'invite':
    case 'merchantInvite': {
      const inviter = await db.members.findOne({ where: { inviteCode: form.inviteCode } });
      if (inviter === null) break;
      return { kind: form.kind, inviterName: inviter.nickname };
    }
    case undefined:
      break;
  }
  throw new ApiError('scene_not_found');
}

async function openCashier({ db }: ShopContext, scene: string): Promise<OpenedScene> {
  const code = await db.cashierCodes.findOne({ where: { scene } });
  if (code === null) throw new ApiError('scene_not_found');
  if (code.revokedAt !== null) throw new ApiError('cashier_code_revoked');
  const { id, name } = await db.stores.findByPk(code.storeId, { rejectOnEmpty: true });
  return { kind: 'cashier', storeId: id, storeName: name, label: code.label };
}
