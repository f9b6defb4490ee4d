import type { MerchantId } from '@paifan/shared/ids/ids';
import { maskPhone } from '@paifan/shared/members/phone';
import { openSecret, sealSecret } from '../../operators/sealing';
import type { ShopContext } from '../context';

/*
 * Phone numbers of applicants and merchants are kept encrypted. Each sealed text belongs to its row: put into another's, it does not
 * open.
 */

type Keys = Pick<ShopContext, 'sealingKey'>;

const applicationOwner = (no: string): string => `application:${no}:phone`;
const merchantOwner = (id: MerchantId): string => `merchant:${id}:phone`;

const seal = ({ sealingKey }: Keys, owner: string, phone: string): string =>
  sealSecret(sealingKey, owner, Buffer.from(phone));

const open = ({ sealingKey }: Keys, owner: string, sealed: string | null): string | null =>
  (sealed && openSecret(sealingKey, owner, sealed)?.toString('utf8')) || null;

export const sealApplicationPhone = (keys: Keys, no: string, phone: string): string =>
  seal(keys, applicationOwner(no), phone);
export const sealMerchantPhone = (keys: Keys, id: MerchantId, phone: string): string =>
  seal(keys, merchantOwner(id), phone);

/** null: sealed under another key. */
export const openApplicationPhone = (
  keys: Keys,
  { no, phoneSealed }: { readonly no: string; readonly phoneSealed: string },
): string | null => open(keys, applicationOwner(no), phoneSealed);

/** null: none is known, or it was sealed under another key. */
export const openMerchantPhone = (
  keys: Keys,
  { id, contactPhoneSealed }: { readonly id: MerchantId; readonly contactPhoneSealed: string | null },
): string | null => open(keys, merchantOwner(id), contactPhoneSealed);

/** As lists show it. */
export const maskedPhone = (phone: string | null): string => (phone === null ? '' : maskPhone(phone));
