import { readTitles } from '../../db/names';
import type { Executor } from '../../db/transaction';
import type { NamedFinding } from './namedFinding';

/** How the margin guard names things: `product:12/red`, `store:3/product:7`, `cashier:3`. */
const NAME =
  /^(?:product:(?<ofMall>\d+)(?:\/(?<sku>.*))?|(?<place>store|cashier):(?<store>\d+)(?:\/product:(?<product>\d+|new))?)$/s;

type Parts = Partial<Record<'ofMall' | 'sku' | 'place' | 'store' | 'product', string>>;

const partsOf = (name: string): Parts => NAME.exec(name)?.groups ?? {};

/**
 * What the names of the margin guard are called: `龙井茶（红）`, `巷口面馆 · 线上`, `巷口面馆 · 收银台`, `巷口面馆 · 牛肉面`.
 * @returns null for what is not there, or not there yet (`product:new`)
 */
export async function readMarginTitles(
  executor: Executor,
  names: readonly string[],
): Promise<(name: string) => string | null> {
  const parts = names.map(partsOf);
  const products = await readTitles(
    executor,
    'products',
    parts.flatMap(({ ofMall, product }) => ofMall ?? product ?? []),
  );
  const stores = await readTitles(
    executor,
    'stores',
    parts.flatMap(({ store }) => store ?? []),
  );
  return (name) => {
    const { ofMall, sku, place, store, product } = partsOf(name);
    if (ofMall !== undefined) {
      const title = products.get(ofMall);
      return title === undefined ? null : sku === undefined ? title : `${title}（${sku}）`;
    }
    const owner = stores.get(store ?? '');
    if (owner === undefined) return null;
    if (product !== undefined) return `${owner} · ${products.get(product) ?? '新商品'}`;
    return `${owner} · ${place === 'store' ? '线上' : '收银台'}`;
  };
}

/** A finding with what its subject is called; null: it is not there yet. */
export interface TitledFinding extends NamedFinding {
  readonly title: string | null;
}

/** Findings as people are told of them. */
export async function withTitles(
  executor: Executor,
  findings: readonly NamedFinding[],
): Promise<TitledFinding[]> {
  const titleOf = await readMarginTitles(
    executor,
    findings.map(({ name }) => name),
  );
  return findings.map((finding) => ({ ...finding, title: titleOf(finding.name) }));
}
