import {
  hashPassword,
  isNobodysPassword,
  isPassword,
  newOneTimePassword,
} from '../../src/operators/password';
import { openSecret, sealingKey, sealSecret } from '../../src/operators/sealing';
import { base32, codeOfStep, stepAt, stepOfCode, totpUri } from '../../src/operators/totp';

/** The secret of the vectors of RFC 6238, appendix B, and RFC 4226, appendix D. */
const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('codes of the second factor', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %d s it is %s, as RFC 6238 says', (seconds, code) => {
    expect(codeOfStep(SECRET, stepAt(at(seconds)), 8)).toBe(code);
  });

  test.each([
    [0, '755224'],
    [1, '287082'],
    [9, '520489'],
  ])('step %d has %s, as RFC 4226 says', (step, code) => expect(codeOfStep(SECRET, step)).toBe(code));

  const now = at(1_800_000_015);
  const step = stepAt(now);

  test.each<[what: string, offset: number, found: boolean]>([
    ['this step', 0, true],
    ['the step before', -1, true],
    ['the step after', 1, true],
    ['two steps before', -2, false],
    ['two steps after', 2, false],
  ])('the code of %s', (_, offset, found) => {
    const code = codeOfStep(SECRET, step + offset);
    expect(stepOfCode(SECRET, code, now, null)).toBe(found ? step + offset : null);
  });

  test('no code is good twice, nor one that is older than one that was used', () => {
    expect(stepOfCode(SECRET, codeOfStep(SECRET, step), now, step)).toBeNull();
    expect(stepOfCode(SECRET, codeOfStep(SECRET, step - 1), now, step)).toBeNull();
    expect(stepOfCode(SECRET, codeOfStep(SECRET, step + 1), now, step)).toBe(step + 1);
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('%j is no code', (code) =>
    expect(stepOfCode(SECRET, code, now, null)).toBeNull(),
  );

  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%j in base32 is %j, as RFC 4648 says', (text, encoded) =>
    expect(base32(Buffer.from(text))).toBe(encoded),
  );

  test('the picture names shop and login', () => {
    expect(totpUri('排返小铺', 'li', SECRET)).toBe(
      `otpauth://totp/${encodeURIComponent('排返小铺')}:li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=${encodeURIComponent('排返小铺')}`,
    );
  });
});

describe('passwords', () => {
  test('a hash says what it cost, and is another one every time', async () => {
    const [one, other] = [
      await hashPassword('correct horse battery'),
      await hashPassword('correct horse battery'),
    ];
    expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(other).not.toBe(one);
    expect(await isPassword('correct horse battery', one)).toBe(true);
    expect(await isPassword('correct horse battery ', one)).toBe(false);
  });

  test('a hash of another cost is judged by that cost', async () => {
    // RFC 7914, section 12: "password", "NaCl", N = 1024, r = 8, p = 16, the first 32 of 64 bytes.
    const key = Buffer.from('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162', 'hex');
    const hash = `scrypt$10$8$16$${Buffer.from('NaCl').toString('base64url')}$${key.toString('base64url')}`;
    expect(await isPassword('password', hash)).toBe(true);
    expect(await isPassword('Password', hash)).toBe(false);
  });

  test('full-width letters are the same letters', async () => {
    expect(await isPassword('ａｂｃｄｅｆｇｈｉｊｋｌ', await hashPassword('abcdefghijkl'))).toBe(true);
  });

  test('a hash that cannot be read is an error, never a match', async () => {
    await expect(isPassword('', 'plain')).rejects.toThrow('cannot be read');
  });

  test('nobody has no password', async () => expect(await isNobodysPassword('anything')).toBe(false));

  test('one that is told once is long enough, and never the same', () => {
    const made = Array.from({ length: 200 }, newOneTimePassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) expect(password).toMatch(/^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/);
  });
});

describe('what is sealed', () => {
  const key = sealingKey('a session secret of more than 32 characters');
  const sealed = sealSecret(key, 'operator:1', SECRET);

  test('opens for its owner with the same key', () =>
    expect(openSecret(key, 'operator:1', sealed)).toEqual(SECRET));

  test.each<[string, Buffer, string, string]>([
    ['another key', sealingKey('another session secret of many characters'), 'operator:1', sealed],
    ['another owner', key, 'operator:2', sealed],
    ['a change', key, 'operator:1', `${sealed.slice(0, -3)}AAA`],
    ['too little', key, 'operator:1', 'AAAA'],
  ])('does not open with %s', (_, used, owner, text) => expect(openSecret(used, owner, text)).toBeNull());

  test('fits its column', () => expect(sealed.length).toBeLessThanOrEqual(160));
});
