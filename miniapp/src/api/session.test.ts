import { createSessionKeeper, type Session, type StoredSession } from './session';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

function setUp(stored: StoredSession | null) {
  const written: Array<StoredSession | null> = [];
  let signedIn = 0;
  let fail = false;
  const keeper = createSessionKeeper(
    { read: () => stored, write: (session) => written.push(session) },
    async () => {
      signedIn += 1;
      if (fail) throw new Error('no network');
      return { token: `fresh-${signedIn}`, expiresAt: at(60) } as Session;
    },
    () => NOW,
  );
  return { keeper, written, signIns: () => signedIn, failing: (next: boolean) => (fail = next) };
}

describe('the session', () => {
  it('signs in once, however many ask at the same time, and is remembered', async () => {
    const { keeper, written, signIns } = setUp(null);
    expect(await Promise.all([keeper.token(), keeper.token(), keeper.token()])).toEqual(
      Array(3).fill('fresh-1'),
    );
    expect(await keeper.token()).toBe('fresh-1');
    expect(signIns()).toBe(1);
    expect(written).toEqual([{ token: 'fresh-1', expiresAt: at(60) }]);
  });

  it('is taken from the last visit while it is valid', async () => {
    const { keeper, signIns } = setUp({ token: 'kept', expiresAt: at(30) });
    expect(keeper.peek()).toBe('kept');
    expect(await keeper.token()).toBe('kept');
    expect(signIns()).toBe(0);
  });

  it.each([
    ['expired', at(-1)],
    ['about to expire', at(1)],
    ['unreadable', 'some day'],
  ])('is renewed beforehand when it is %s', async (_, expiresAt) => {
    const { keeper } = setUp({ token: 'old', expiresAt });
    expect(keeper.peek()).toBeNull();
    expect(await keeper.token()).toBe('fresh-1');
  });

  it('that was refused is renewed once for all who used it', async () => {
    const { keeper, signIns } = setUp({ token: 'old', expiresAt: at(30) });
    const early = Promise.all([keeper.renewAfter('old'), keeper.renewAfter('old')]);
    expect(await early).toEqual(['fresh-1', 'fresh-1']);
    expect(await keeper.renewAfter('old')).toBe('fresh-1');
    expect(signIns()).toBe(1);
  });

  it('can be tried again after signing in has failed', async () => {
    const { keeper, failing } = setUp(null);
    failing(true);
    await expect(keeper.token()).rejects.toThrow('no network');
    failing(false);
    expect(await keeper.token()).toBe('fresh-2');
  });
});
