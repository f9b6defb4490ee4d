import { Failure } from '@paifan/shared/client/failure';
import { Percent } from '../../ui/Percent';

/** What of the margin guard's findings the consoles show. */
export interface Finding {
  readonly name: string;
  /** What it is called; null: it is not there yet. */
  readonly title: string | null;
  readonly sum: string;
  readonly margin: string | null;
  readonly over: string | null;
}

const isFinding = (value: unknown): value is Finding =>
  typeof value === 'object' &&
  value !== null &&
  ['name', 'title', 'sum', 'margin', 'over'].every((key) => key in value);

/** What the margin guard found, if that is why something was refused. */
export function findingsOf(thrown: unknown): Finding[] {
  if (!(thrown instanceof Failure) || thrown.code !== 'margin_exceeded') return [];
  const { details } = thrown;
  const findings =
    typeof details === 'object' && details !== null && 'findings' in details ? details.findings : [];
  return Array.isArray(findings) ? findings.filter(isFinding) : [];
}

/** What has no title yet, by the beginning of its name. */
const NEW: readonly (readonly [start: string, title: string])[] = [
  ['product:', '新商品'],
  ['store:', '门店线上'],
  ['cashier:', '收银台'],
];

/** `龙井茶（红）`, `巷口面馆 · 收银台`; of what is not there yet what it will be. */
export function titleOf({ name, title }: Pick<Finding, 'name' | 'title'>): string {
  if (title !== null) return title;
  const sku = name.split('/')[1];
  return `${NEW.find(([start]) => name.startsWith(start))?.[1] ?? name}${sku === undefined ? '' : `（${sku}）`}`;
}

/** What is given and what is earned, rounded so that the excess stays to be seen; exact for whoever points at it. */
export const FindingText = ({
  finding: { sum, margin, over },
  earned = '利润',
}: {
  finding: Finding;
  earned?: string;
}) => (
  <>
    让利 <Percent ratio={sum} towards="up" />，{earned}{' '}
    {margin === null ? '无' : <Percent ratio={margin} towards="down" />}
    {over === null ? null : (
      <>
        ，超出 <Percent ratio={over} towards="up" />
      </>
    )}
  </>
);
