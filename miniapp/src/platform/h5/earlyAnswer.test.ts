import { takeEarlyAnswer } from './earlyAnswer';

/** The document has asked for the first products, and this came of it. */
const documentAsked = (firstProducts?: Promise<Response | null>): void => {
  Reflect.set(globalThis, 'window', { firstProducts });
};
const json = (status: number, body: string): Promise<Response> =>
  Promise.resolve(new Response(body, { status }));

afterAll(() => Reflect.deleteProperty(globalThis, 'window'));

describe('what the document has asked for before the program', () => {
  it('is the answer to the first request for the first products, and to no other', async () => {
    documentAsked(json(200, '{"items":[],"next":null}'));
    expect(await takeEarlyAnswer('/api/products?sort=sold')).toBeNull();
    expect(await takeEarlyAnswer('/api/products')).toEqual({
      statusCode: 200,
      data: { items: [], next: null },
    });
    expect(await takeEarlyAnswer('/api/products')).toBeNull();
  });

  it.each<[string, Promise<Response | null> | undefined, object | null]>([
    [
      'a failure is one',
      json(503, '{"code":"unavailable"}'),
      { statusCode: 503, data: { code: 'unavailable' } },
    ],
    ['a failure of something in between is one too', json(502, '<html>'), { statusCode: 502, data: null }],
    ['where nothing came back the program asks itself', Promise.resolve(null), null],
    ['where nothing was asked it does as well', undefined, null],
  ])('%s', async (_, asked, answer) => {
    documentAsked(asked);
    expect(await takeEarlyAnswer('/api/products')).toEqual(answer);
  });
});
