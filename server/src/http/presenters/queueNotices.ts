import { fraction, multiplyFractions, roundedDownText } from '@paifan/shared/money/fraction';
import { percentText } from '@paifan/shared/money/text';
import type { PlacingExplanation } from '@paifan/shared/rebate/settle/place';
import type { LineTerms } from '@paifan/shared/rebate/settle/terms';

/** What a buyer has to know of the queue: that it is closed, or that the brake lowers the ratio, and by how much. */
export function queueNotice(
  { entitlementRatio }: LineTerms,
  { closed, brake }: Pick<PlacingExplanation, 'closed' | 'brake'>,
): string | null {
  if (closed) return '该队列已结束，本单不参与提取，也不排队';
  if (brake === null) return null;
  const { inflowFen, outstandingFen } = brake.coverage;
  const covered = roundedDownText(multiplyFractions(fraction(inflowFen, outstandingFen), fraction(100, 1)));
  return `近30天流入为待奖励总额的 ${covered}%，低于 ${percentText(brake.brake.floor)}：本单权益比例由 ${percentText(brake.ratioBefore)} 调整为 ${percentText(entitlementRatio)}`;
}
