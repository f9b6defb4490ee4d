import { z } from 'zod';
import type { MemberId, OperatorId } from '@paifan/shared/ids/ids';
import { readMemberNames, readOperatorNames } from '../../db/names';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';

const merchantRow = z.object({ id: z.string(), name: z.string() });

/**
 * Who did something, as operators read it: 会员 林秋月, 操作员 小美, 商家 老街餐饮, 系统.
 * @param actors as they stand in rows: `member:7`, `operator:3`, `merchant:2`, `system:shop`
 */
export async function readActorNames(
  executor: Executor,
  actors: readonly string[],
): Promise<(actor: string) => string> {
  const idsOf = (kind: string): string[] =>
    actors.flatMap((actor) => (actor.startsWith(`${kind}:`) ? [idOf(actor)] : []));
  const members = await readMemberNames(executor, idsOf('member') as MemberId[]);
  const operators = await readOperatorNames(executor, idsOf('operator') as OperatorId[]);
  const merchants = await readMerchantNames(executor, idsOf('merchant'));
  return (actor) => {
    const id = idOf(actor);
    switch (actor.slice(0, actor.indexOf(':'))) {
      case 'member':
        return `会员 ${members(id as MemberId).nickname}`;
      case 'operator':
        return `操作员 ${operators(id as OperatorId).name}`;
      case 'merchant':
        return `商家 ${merchants.get(id) ?? ''}`;
      default:
        return '系统';
    }
  };
}

const idOf = (actor: string): string => actor.slice(actor.indexOf(':') + 1);

async function readMerchantNames(
  executor: Executor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await query(
    executor,
    'SELECT CAST(id AS CHAR) AS id, name FROM merchants WHERE id IN (?)',
    [[...new Set(ids)]],
    merchantRow,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
