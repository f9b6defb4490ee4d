export type QueryValues = Record<string, string | number | undefined>;

/** Fills a route's path: `/api/orders/:no` with `{no: 'A1'}` → `/api/orders/A1`. */
export const pathOf = (template: string, params: Record<string, string | number> = {}): string =>
  template.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the path ${template} needs a value for :${name}`);
    return encodeURIComponent(value);
  });

/** `?a=1&b=2`, without what is not given; empty when nothing is. */
export function queryOf(query: QueryValues = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
