import { memberScene, merchantScene, readInviteScene } from './scenes';

test('a scene is read as it was made', () => {
  expect(readInviteScene(memberScene('ABCD2345'))).toEqual({ kind: 'member', inviteCode: 'ABCD2345' });
  expect(readInviteScene(merchantScene('ABCD2345'))).toEqual({ kind: 'merchant', inviteCode: 'ABCD2345' });
});

test.each(['', 'ABCD234', 'abcd2345', 'r.', 'r.ABCD23456', "ABCD2345'", '中文', 's.12'])(
  'a scene that is no invite code says nothing: %s',
  (scene) => expect(readInviteScene(scene)).toBeNull(),
);
