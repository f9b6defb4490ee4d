import { memberScene, merchantScene } from '../members/scenes';
import { cashierScene, productScene, readScene, staffScene, storeScene } from './scenes';

test.each([
  ['a cashier', cashierScene('ABCDEFGH23'), { kind: 'cashier', scene: 'c_ABCDEFGH23' }],
  ['a product', productScene('12'), { kind: 'product', id: '12' }],
  ['a store', storeScene('9007199254740993'), { kind: 'store', id: '9007199254740993' }],
  ['a desk', staffScene('ABCDEFGH23'), { kind: 'staff', code: 'ABCDEFGH23' }],
  ['a member', memberScene('ABCD2345'), { kind: 'invite', inviteCode: 'ABCD2345' }],
  ['who recruits merchants', merchantScene('ABCD2345'), { kind: 'merchantInvite', inviteCode: 'ABCD2345' }],
])('%s', (_, scene, form) => {
  expect(readScene(scene)).toEqual(form);
  expect(scene).toMatch(/^[0-9A-Za-z._]{1,32}$/);
});

test.each([
  '',
  'c_short',
  'c_abcdefghij',
  'p_0',
  'p_-1',
  's_',
  'w_ABC',
  'x_ABCDEFGH23',
  'ABCD234',
  '../../etc',
])('%p is none of ours', (scene) => {
  expect(readScene(scene)).toBeNull();
});
