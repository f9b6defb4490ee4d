import type { MemberId } from '@paifan/shared/ids/ids';
import type { AddressRow } from '../../db/models/checkout';
import type { ShopContext } from '../context';

/** A member's addresses: the default one first, then the newest. There are few: see `MOST_ADDRESSES`. */
export const readAddresses = ({ db }: Pick<ShopContext, 'db'>, memberId: MemberId): Promise<AddressRow[]> =>
  db.addresses.findAll({
    where: { memberId },
    order: [
      ['isDefault', 'DESC'],
      ['id', 'DESC'],
    ],
  });
