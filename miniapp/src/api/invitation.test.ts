import Taro from '../../test/taro';
import { keepInvitation, keptInvitation } from './invitation';

beforeEach(() => {
  Taro.setStorageSync('invitation', '');
});

describe('an invitation', () => {
  it.each<[string, unknown]>([
    ['a member’s code', 'ABCD2345'],
    ['a code for merchants', 'r.ABCD2345'],
    ['a code as WeChat hands it over', encodeURIComponent('r.ABCD2345')],
  ])('is kept: %s', (_, scene) => {
    expect(keepInvitation({ scene, id: '7' })).toBe(true);
    expect(keptInvitation()?.scene).toBe(decodeURIComponent(String(scene)));
  });

  it.each<[string, Record<string, unknown> | undefined]>([
    ['no query', undefined],
    ['no scene', { id: '7' }],
    ['a cashier’s code', { scene: 'c_ABCDEFGH23' }],
    ['what cannot be decoded', { scene: '%E4%A' }],
    ['no text', { scene: 7 }],
  ])('is not in %s', (_, query) => {
    expect(keepInvitation(query)).toBe(false);
    expect(keptInvitation()).toBeNull();
  });

  it('gives way to a later one, and is no younger when it comes again', () => {
    keepInvitation({ scene: 'ABCD2345' });
    Taro.setStorageSync('invitation', { scene: 'ABCD2345', scannedAt: '2026-01-01T00:00:00.000Z' });
    keepInvitation({ scene: 'ABCD2345' });
    expect(keptInvitation()).toEqual({ scene: 'ABCD2345', scannedAt: '2026-01-01T00:00:00.000Z' });
    keepInvitation({ scene: 'WXYZ6789' });
    expect(keptInvitation()?.scene).toBe('WXYZ6789');
  });
});
