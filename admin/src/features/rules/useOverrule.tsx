import { useConfirm } from '../../ui/useConfirm';
import { FindingText, findingsOf, titleOf, type Finding } from './findings';

/** A refusal that `useOverrule` tells by itself. */
export const isMarginRefusal = (thrown: unknown): boolean => findingsOf(thrown).length > 0;

/**
 * Saves under the margin guard: what gives more than it earns is told in numbers, and saved all the same only if somebody says so.
 * @returns what runs a save; it is given the names that were let pass
 */
export function useOverrule(): (save: (overruled: string[]) => Promise<unknown>) => Promise<void> {
  const confirm = useConfirm();
  return (save) => {
    const attempt = async (overruled: string[]): Promise<void> => {
      try {
        await save(overruled);
      } catch (error) {
        const findings = findingsOf(error);
        if (findings.length > 0) ask(findings, overruled);
        // Any other refusal was told by the write itself; a question that was answered stays open.
        else if (overruled.length > 0) throw error;
      }
    };
    const ask = (findings: readonly Finding[], before: readonly string[]): void =>
      confirm({
        title: '让利超出利润',
        facts: findings.map((finding) => [
          titleOf(finding),
          <FindingText key={finding.name} finding={finding} />,
        ]),
        warning: '仍然保存会记入操作记录；超出的部分由平台承担。',
        verb: '仍然保存',
        run: () => attempt([...before, ...findings.map(({ name }) => name)]),
      });
    return attempt([]);
  };
}
