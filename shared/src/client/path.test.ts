import { pathOf, queryOf } from './path';

describe('the address of a request', () => {
  it('has its parameters filled in and encoded', () =>
    expect(pathOf('/api/orders/:no/payment', { no: 'A/1' })).toBe('/api/orders/A%2F1/payment'));

  it('is refused when a parameter is missing', () =>
    expect(() => pathOf('/api/products/:id')).toThrow('the path /api/products/:id needs a value for :id'));

  it.each([
    [undefined, ''],
    [{}, ''],
    [{ cursor: undefined, search: '' }, ''],
    [{ search: '龙井 茶', limit: 20 }, '?search=%E9%BE%99%E4%BA%95%20%E8%8C%B6&limit=20'],
  ])('carries %p as «%s»', (query, text) => expect(queryOf(query)).toBe(text));
});
