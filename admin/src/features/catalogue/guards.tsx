import { Space } from 'antd';
import { Failure } from '@paifan/shared/client/failure';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useConfirm } from '../../ui/useConfirm';
import { queuePath } from '../queues/words';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';

export type Waiting = NonNullable<ResponseOf<'GET /api/admin/products/:id'>['waiting']>;

const isWaiting = (value: unknown): value is Waiting =>
  typeof value === 'object' &&
  value !== null &&
  'queueKey' in value &&
  typeof value.queueKey === 'string' &&
  'title' in value &&
  'entries' in value &&
  'remainingFen' in value;

/** Who would wait for ever, if that is why something was refused. */
function waitingOf(thrown: unknown): Waiting[] {
  if (!(thrown instanceof Failure) || thrown.code !== 'entries_waiting') return [];
  const { details } = thrown;
  const waiting =
    typeof details === 'object' && details !== null && 'waiting' in details ? details.waiting : [];
  return Array.isArray(waiting) ? waiting.filter(isWaiting) : [];
}

/** A refusal that `useGuardedSave` tells by itself. */
export const isGuardRefusal = (thrown: unknown): boolean =>
  isMarginRefusal(thrown) || waitingOf(thrown).length > 0;

/** What a save was let pass. */
export interface LetPass {
  readonly overruled: string[];
  readonly confirmWaiting: boolean;
}

/**
 * Saves what is sold, under its two guards: what gives more than it earns, and what goes off sale while people wait in a queue of its own.
 * Both are told in numbers, and pass only if somebody says so.
 * @param mayManageQueues whether they are offered to merge or end such a queue: SPEC section 4
 * @returns what runs a save; it is given what was let pass
 */
export function useGuardedSave(
  mayManageQueues = false,
): (save: (letPass: LetPass) => Promise<unknown>) => Promise<void> {
  const confirm = useConfirm();
  const overrule = useOverrule();
  return (save) => {
    const attempt = (confirmWaiting: boolean): Promise<void> =>
      overrule(async (overruled) => {
        try {
          await save({ overruled, confirmWaiting });
        } catch (error) {
          const waiting = waitingOf(error);
          if (waiting.length === 0) throw error;
          confirm({
            title: '仍有会员在等待',
            facts: waiting.map(({ queueKey, title, entries, remainingFen }) => [
              title,
              <Space key={queueKey} wrap>
                {`${entries} 个权益在等待，待奖励 ${moneyText(remainingFen)}`}
                {mayManageQueues ? (
                  <a href={`/admin${queuePath(queueKey)}`} target="_blank" rel="noreferrer">
                    先合并或结束这个队列
                  </a>
                ) : null}
              </Space>,
            ]),
            warning: mayManageQueues
              ? '下架后没有新订单为这些队列提供奖励，等待中的权益将停在原处。'
              : '下架后没有新订单为这些队列提供奖励，等待中的权益将停在原处；可以请能管理队列的人先合并或结束它们。',
            verb: '仍然下架',
            run: () => attempt(true),
          });
        }
      });
    return attempt(false);
  };
}
