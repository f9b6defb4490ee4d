import { answerRequests, type FakeAnswer, type FakeRequest } from '../../test/taro';
import { signIns } from '../../test/platform';
import { request, requestAtDesk, requestPublic, session } from './client';
import type { Session } from './session';

const later = new Date(Date.now() + 3_600_000).toISOString();
const sessionOf = (token: string) => ({ token, expiresAt: later }) as Session;
const ok = (data: unknown): FakeAnswer => ({ statusCode: 200, data });
const refused = (statusCode: number, code: string, message: string): FakeAnswer => ({
  statusCode,
  data: { code, message },
});

let asked: FakeRequest[] = [];
const answers = (answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>) => {
  asked = [];
  answerRequests((one) => {
    asked.push(one);
    return answer(one);
  });
};

beforeEach(() => {
  session.keep(sessionOf('kept'));
  signIns.next = async () => sessionOf('renewed');
});

describe('a call of the API', () => {
  it('carries the session, the path and the query of its route', async () => {
    answers(() => ok({ items: [], next: null }));
    await request('GET /api/queue/entries', { query: { state: 'done', cursor: 'c' } });
    expect(asked[0]).toMatchObject({
      url: 'https://shop.test/api/queue/entries?state=done&cursor=c',
      method: 'GET',
      header: { Authorization: 'Bearer kept' },
    });
  });

  it('of a desk says whose, also when the session is renewed; the only desk needs no name', async () => {
    answers(({ header }) =>
      header['Authorization'] === 'Bearer kept' ? refused(401, 'session_expired', '过期') : ok({ items: [] }),
    );
    await requestAtDesk('12', 'GET /api/desk/me');
    expect(asked.map(({ header }) => header['X-Merchant-Id'])).toEqual(['12', '12']);
    await requestAtDesk('', 'GET /api/desk/me');
    expect(asked.at(-1)?.header).not.toHaveProperty('X-Merchant-Id');
  });

  it('that writes carries its body and its Idempotency-Key', async () => {
    answers(() => ok({}));
    const body = {
      basket: { kind: 'mall' as const, items: [] },
      expectedTotalFen: 0,
      expectedEntitledFen: 0,
    };
    await request('POST /api/orders', { body: body as never, idempotencyKey: 'k' });
    expect(asked[0]?.header).toMatchObject({ 'Idempotency-Key': 'k', 'Content-Type': 'application/json' });
    expect(JSON.parse(asked[0]?.data ?? '')).toEqual(body);
  });

  it('with a refused session renews it once and is repeated', async () => {
    answers(({ header }) =>
      header['Authorization'] === 'Bearer renewed'
        ? ok({ unreadMessages: 0 })
        : refused(401, 'session_expired', '登录已过期，请重新登录'),
    );
    expect(await request('GET /api/me')).toEqual({ unreadMessages: 0 });
    expect(asked.map(({ header }) => header['Authorization'])).toEqual(['Bearer kept', 'Bearer renewed']);
  });

  it('that is refused again after renewal gives up', async () => {
    answers(() => refused(401, 'unauthenticated', '请先登录'));
    await expect(request('GET /api/me')).rejects.toMatchObject({
      code: 'unauthenticated',
      message: '请先登录',
    });
    expect(asked).toHaveLength(2);
  });

  it('tells the API’s own sentence when it is refused', async () => {
    answers(() => refused(409, 'out_of_stock', '库存不足'));
    await expect(request('GET /api/me')).rejects.toMatchObject({
      code: 'out_of_stock',
      message: '库存不足',
      definite: true,
    });
  });

  it('says so when there is no answer, or not the API’s', async () => {
    answers(() => {
      throw new Error('request:fail timeout');
    });
    await expect(request('GET /api/me')).rejects.toMatchObject({ code: 'network', definite: false });
    answers(() => ({ statusCode: 502, data: '<html>' }));
    await expect(request('GET /api/me')).rejects.toMatchObject({ code: 'unreadable', definite: false });
  });

  it('renews the session for a picture too, whose refusal comes as bytes', async () => {
    answers(({ header }) =>
      header['Authorization'] === 'Bearer renewed'
        ? ok(new Uint8Array([1]).buffer)
        : { statusCode: 401, data: new Uint8Array([123, 125]).buffer },
    );
    expect(await request('GET /api/me/invite-code.png')).toEqual(new Uint8Array([1]));
  });

  it('that anybody may make does not wait for a session', async () => {
    session.keep({ token: 'long gone', expiresAt: '2020-01-01T00:00:00Z' });
    signIns.next = () => Promise.reject(new Error('must not sign in'));
    answers(() => ok({ items: [] }));
    expect(await requestPublic('GET /api/categories')).toEqual({ items: [] });
    expect(asked[0]?.header).not.toHaveProperty('Authorization');
  });

  it('gives a picture as its bytes', async () => {
    answers(() => ok(new Uint8Array([0x89, 0x50]).buffer));
    expect(await request('GET /api/me/invite-code.png')).toEqual(new Uint8Array([0x89, 0x50]));
    expect(asked[0]?.responseType).toBe('arraybuffer');
  });
});
