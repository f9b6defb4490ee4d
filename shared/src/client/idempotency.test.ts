import { Failure, networkFailure } from './failure';
import { createIdempotencyKeeper, randomKey } from './idempotency';

function setUp() {
  let made = 0;
  const once = createIdempotencyKeeper(() => `key-${(made += 1)}`);
  const used: string[] = [];
  /** Sends `content`; the server answers, or `failure` comes instead. */
  const send = (content: unknown, failure?: Error) =>
    once(content, async (key) => {
      used.push(key);
      if (failure !== undefined) throw failure;
      return 'answered';
    }).catch(() => 'failed');
  return { send, used };
}

const refusal = (status: number): Failure => new Failure('quote_changed', status, 'refused');

describe('the Idempotency-Key of a write', () => {
  it.each([
    ['no answer', networkFailure()],
    ['an answer that breaks off', new Error('aborted')],
    ['a server error', refusal(500)],
    ['a gateway in between', refusal(503)],
    ['too many requests', refusal(429)],
    ['a session to be renewed', refusal(401)],
  ])('stays the same after %s, so that it happens once', async (_, failure) => {
    const { send, used } = setUp();
    await send({ basket: 1 }, failure);
    await send({ basket: 1 });
    expect(used).toEqual(['key-1', 'key-1']);
  });

  it('is a new one once the server has answered', async () => {
    const { send, used } = setUp();
    expect(await send({ basket: 1 })).toBe('answered');
    await send({ basket: 1 });
    expect(used).toEqual(['key-1', 'key-2']);
  });

  it('is a new one once the server has refused', async () => {
    const { send, used } = setUp();
    expect(await send({ basket: 1 }, refusal(409))).toBe('failed');
    await send({ basket: 1 });
    expect(used).toEqual(['key-1', 'key-2']);
  });

  it('belongs to its content: other content is another write', async () => {
    const { send, used } = setUp();
    await send({ basket: 1 }, networkFailure());
    await send({ basket: 2 }, networkFailure());
    await send({ basket: 2 });
    expect(used).toEqual(['key-1', 'key-2', 'key-2']);
  });

  it('has the shape of a UUID', () =>
    expect(randomKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/));
});
