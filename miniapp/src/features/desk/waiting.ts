import { Failure } from '@paifan/shared/client/failure';
import { moneyText } from '@paifan/shared/client/moneyText';

interface Waiting {
  entries: number;
  remainingFen: number;
}

const isWaiting = (value: unknown): value is Waiting =>
  typeof value === 'object' &&
  value !== null &&
  'entries' in value &&
  typeof value.entries === 'number' &&
  'remainingFen' in value &&
  typeof value.remainingFen === 'number';

/** Who would wait without end if a product went off sale, in a sentence; null: that is not why it was refused. */
export function waitingText(thrown: unknown): string | null {
  if (!(thrown instanceof Failure) || thrown.code !== 'entries_waiting') return null;
  const { details } = thrown;
  const given: unknown =
    typeof details === 'object' && details !== null ? Reflect.get(details, 'waiting') : undefined;
  const waiting = Array.isArray(given) ? given.filter(isWaiting) : [];
  const entries = waiting.reduce((sum, one) => sum + one.entries, 0);
  const remainingFen = waiting.reduce((sum, one) => sum + one.remainingFen, 0);
  return `它的队列里还有 ${entries} 个权益在等待，待奖励 ${moneyText(remainingFen)}。下架后没有新订单为它们提供奖励，会停在原处。`;
}
