import type { uploadRoutes } from '@paifan/shared/contract/uploads';
import type { ShopContext } from '../../usecases/context';
import { saveUpload, THE_FORM } from '../../usecases/uploads/saveUpload';
import type { HandlersOf } from '../handlers';

/** Pictures that members, merchants and operators bring. */
export const uploadHandlers = (shop: ShopContext): HandlersOf<typeof uploadRoutes> => ({
  'POST /api/uploads': ({ memberId, file }) => saveUpload(shop, { kind: 'member', id: memberId }, file.bytes),

  'POST /api/applications/uploads': ({ memberId, file }) =>
    saveUpload(shop, memberId === null ? THE_FORM : { kind: 'member', id: memberId }, file.bytes),

  'POST /api/desk/uploads': ({ staff, file }) =>
    saveUpload(shop, { kind: 'staff', id: staff.id }, file.bytes),

  'POST /api/admin/uploads': ({ operator, file }) =>
    saveUpload(shop, { kind: 'operator', id: operator.id }, file.bytes),
});
