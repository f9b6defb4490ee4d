import { percentText } from '@paifan/shared/client/moneyText';
import { Failure } from '@paifan/shared/client/failure';
import { useConfirm } from '../../ui/useConfirm';

interface Finding {
  readonly name: string;
  readonly sum: string;
  readonly margin: string | null;
}

const isFinding = (value: unknown): value is Finding =>
  typeof value === 'object' && value !== null && 'name' in value && 'sum' in value && 'margin' in value;

/** What the margin guard found, if that is why something was refused. */
export function findingsOf(thrown: unknown): Finding[] {
  if (!(thrown instanceof Failure) || thrown.code !== 'margin_exceeded') return [];
  const { details } = thrown;
  const findings =
    typeof details === 'object' && details !== null && 'findings' in details ? details.findings : [];
  return Array.isArray(findings) ? findings.filter(isFinding) : [];
}

/** A refusal that `useOverrule` tells by itself. */
export const isMarginRefusal = (thrown: unknown): boolean => findingsOf(thrown).length > 0;

const NAMES: readonly (readonly [start: string, name: string])[] = [
  ['product:', '商品'],
  ['store:', '门店线上'],
  ['cashier:', '收银台'],
];

/** `cashier:3` → `收银台 3`, `store:new` → `门店线上`. */
export function subjectText(name: string): string {
  const [place = '', product] = name.split('/product:');
  const [start, word] = NAMES.find(([each]) => place.startsWith(each)) ?? ['', ''];
  const id = place.slice(start.length);
  return `${word}${id === 'new' ? '' : ` ${id}`}${product === undefined ? '' : `，商品 ${product}`}`;
}

/**
 * Saves under the margin guard: what gives more than it earns is told in numbers, and saved all the same only if somebody says so.
 * @returns what runs a save; it is given the names that were let pass
 */
export function useOverrule(): (save: (overruled: string[]) => Promise<unknown>) => Promise<void> {
  const confirm = useConfirm();
  return async (save) => {
    try {
      await save([]);
    } catch (error) {
      const findings = findingsOf(error);
      // Any other refusal was told by the write itself.
      if (findings.length === 0) return;
      confirm({
        title: '让利超出利润',
        facts: findings.map(({ name, sum, margin }) => [
          subjectText(name),
          `让利 ${percentText(sum)}，利润 ${margin === null ? '无' : percentText(margin)}`,
        ]),
        warning: '仍然保存会记入操作记录；超出的部分由平台承担。',
        verb: '仍然保存',
        run: () => save(findings.map(({ name }) => name)),
      });
    }
  };
}
