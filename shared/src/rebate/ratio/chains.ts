import type { OrderKind } from '../../orders/states';

export type RuleOwner = 'product' | 'store' | 'cashier' | 'platform';
export type RuleKind = 'level' | 'spend' | 'lottery' | 'fixed';

/** A rule of a chain: whose it is, and of which kind. */
export type ChainRow = readonly [owner: RuleOwner, kind: RuleKind];

/** The rule that chose a ratio, as it is kept with the entry and shown: `product.level`, `platform.fixed` … */
export type RuleSource = `${RuleOwner}.${RuleKind}`;

type Rows<Length extends number, Built extends ChainRow[] = []> = Built['length'] extends Length
  ? Readonly<Built>
  : Rows<Length, [...Built, ChainRow]>;

interface Chains {
  readonly mall: Rows<7>;
  readonly cashier: Rows<7>;
  readonly store: Rows<11>;
}

/** SPEC section 5: the rules that are asked for the entitlement ratio, by kind of order; the first that applies decides. */
export const CHAINS: Chains & Readonly<Record<OrderKind, readonly ChainRow[]>> = {
  mall: [
    ['product', 'level'],
    ['platform', 'level'],
    ['product', 'spend'],
    ['product', 'lottery'],
    ['platform', 'lottery'],
    ['product', 'fixed'],
    ['platform', 'fixed'],
  ],
  cashier: [
    ['cashier', 'level'],
    ['platform', 'level'],
    ['cashier', 'spend'],
    ['cashier', 'lottery'],
    ['platform', 'lottery'],
    ['cashier', 'fixed'],
    ['platform', 'fixed'],
  ],
  store: [
    ['product', 'level'],
    ['store', 'level'],
    ['platform', 'level'],
    ['product', 'spend'],
    ['store', 'spend'],
    ['product', 'lottery'],
    ['store', 'lottery'],
    ['platform', 'lottery'],
    ['product', 'fixed'],
    ['store', 'fixed'],
    ['platform', 'fixed'],
  ],
};

export const sourceOf = ([owner, kind]: ChainRow): RuleSource => `${owner}.${kind}`;
