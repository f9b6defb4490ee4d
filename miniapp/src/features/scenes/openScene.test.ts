import { productId, storeId } from '@paifan/shared/ids/ids';
import { pages } from '../../../test/taro';
import type { Scene } from './api/queries';
import { openScene } from './openScene';

it.each<[string, string, Scene, string]>([
  [
    'a cashier’s code opens the cashier, which reads the scene itself',
    'c_ABCDEFGH23',
    { kind: 'cashier', storeId: storeId('3'), storeName: '面馆', label: '前台' },
    '/packages/store/cashier/index?scene=c_ABCDEFGH23',
  ],
  [
    'a store’s its page',
    's_3',
    { kind: 'store', storeId: storeId('3') },
    '/packages/store/detail/index?id=3',
  ],
  [
    'a product’s its page',
    'p_7',
    { kind: 'product', productId: productId('7') },
    '/packages/shop/product/index?id=7',
  ],
  [
    'an invitation to a desk the page that accepts it',
    'w_ABCDEFGH23',
    { kind: 'staff', code: 'ABCDEFGH23', merchantName: '老街餐饮' },
    '/packages/desk/join/index?code=ABCDEFGH23',
  ],
  [
    'a recruiter’s the application',
    'r.ABCD2345',
    { kind: 'merchantInvite', inviterName: '林**' },
    '/packages/merchant/apply/index?scene=r.ABCD2345',
  ],
  ['a member’s the mall', 'ABCD2345', { kind: 'invite', inviterName: '林**' }, '/pages/home/index'],
])('%s', (_, scene, opened, url) => {
  pages.opened = [];
  openScene(scene, opened);
  expect(pages.opened).toEqual([url]);
});
