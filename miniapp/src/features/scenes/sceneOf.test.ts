import { sceneOf } from './sceneOf';

it.each<[string, string, string | null]>([
  ['a mini-program code’s path', 'packages/store/cashier/index?scene=c_ABCDEFGH23', 'c_ABCDEFGH23'],
  ['an encoded scene', 'pages/home/index?scene=r%2EABCD2345', 'r.ABCD2345'],
  ['a scene among other things', '/packages/shop/product/index?id=7&scene=ABCD2345#top', 'ABCD2345'],
  ['an address of the web', 'https://shop.test/#/pages/home/index?scene=s_12', 's_12'],
  ['what the simulator draws', 'weapp://wx1/packages/store/cashier/index?scene=c_ABCDEFGH23', 'c_ABCDEFGH23'],
  ['a scene as it is', ' c_ABCDEFGH23 ', 'c_ABCDEFGH23'],
  ['a cashier’s code, typed without its letter', 'abcdefgh23', 'c_ABCDEFGH23'],
  ['an invitation to a desk', 'W_abcdefgh23', 'w_ABCDEFGH23'],
  ['a member’s code, typed', 'abcd2345', 'ABCD2345'],
  ['a recruiter’s code, typed', 'R.abcd2345', 'r.ABCD2345'],
  ['a product', 'p_12', 'p_12'],
  ['nothing', '', null],
  ['an address without a scene', 'https://shop.test/', null],
  ['an empty scene', 'pages/home/index?scene=', null],
  ['what cannot be decoded', 'pages/home/index?scene=%E4%A', null],
  ['what is too long', 'x'.repeat(33), null],
  ['a barcode', '6901234567892', '6901234567892'],
])('%s', (_, scanned, scene) => expect(sceneOf(scanned)).toBe(scene));
