import { createHash } from 'node:crypto';
import { sha256 } from './sha256';

const byPlatform = (previous: string, text: string): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(text, 'utf8').digest('hex');

describe('SHA-256 for pages', () => {
  const hash = byPlatform('', 'before');

  test.each([
    ['nothing at all', '', ''],
    ['a text in ASCII', '', 'abc'],
    ['a text in Chinese and a sign outside the BMP', '', '排队返利 𠮷'],
    ['a hash before a text', hash, '[12,1772417220000,"paid",["contributed",5000]]'],
    ['a hash alone', hash, ''],
  ])('%s is hashed as the platform does', (_, previous, text) => {
    expect(sha256(previous, text)).toBe(byPlatform(previous, text));
  });

  test('every length around the borders of a block is hashed as the platform does', () => {
    for (let length = 0; length <= 200; length += 1) {
      const text = 'x'.repeat(length);
      expect(sha256(hash, text)).toBe(byPlatform(hash, text));
    }
  });
});
