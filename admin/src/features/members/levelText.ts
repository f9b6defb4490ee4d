import { moneyText } from '@paifan/shared/client/moneyText';
import type { LevelConditions } from '@paifan/shared/members/levels';

/** What reaches a level, in words. */
export function conditionsText(conditions: LevelConditions | null): string {
  if (conditions === null) return '只由店里手动授予';
  const { match, spentFen, completedOrders, invitees } = conditions;
  const parts = [
    ...(spentFen === undefined ? [] : [`已完成实付满 ${moneyText(spentFen)}`]),
    ...(completedOrders === undefined ? [] : [`完成 ${completedOrders} 单`]),
    ...(invitees === undefined ? [] : [`有效邀请 ${invitees} 人`]),
  ];
  return parts.join(match === 'all' ? '，且' : '，或');
}
