import { Descriptions, Table } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { Money } from '../../ui/Money';

export type Split = ResponseOf<'GET /api/admin/dividends/preview'>;

/** A split in numbers, for whoever is about to confirm it. */
export const splitFacts = ({ amountFen, restBeforeFen, members, paidFen, restAfterFen }: Split) =>
  [
    ['本次分红', <Money key="amount" fen={amountFen} />],
    ['上次余下', <Money key="before" fen={restBeforeFen} />],
    ['发给', `${members} 位会员`],
    ['共发放', <Money key="paid" fen={paidFen} />],
    ['余到下次', <Money key="after" fen={restAfterFen} />],
  ] as const;

/** How an amount is split by the levels of now, in sum and level by level. */
export function DividendSplit({ split }: { split: Split }) {
  const levels = useRead('GET /api/admin/levels', {});
  const nameOf = new Map(levels.data?.items.map(({ id, name }) => [id, name]));
  return (
    <>
      <Descriptions
        size="small"
        column={2}
        style={{ marginBlock: 16 }}
        items={splitFacts(split).map(([label, children]) => ({ key: label, label, children }))}
      />
      <Table
        size="small"
        pagination={false}
        rowKey="level"
        dataSource={split.levels}
        locale={{ emptyText: '没有设置分红权重：请在设置中为会员等级设置' }}
        columns={[
          { title: '会员等级', dataIndex: 'level', render: (level: string) => nameOf.get(level) ?? level },
          { title: '权重', align: 'right', dataIndex: 'weight' },
          { title: '人数', align: 'right', dataIndex: 'members' },
          { title: '每人', align: 'right', render: (_, { eachFen }) => <Money fen={eachFen} /> },
        ]}
      />
    </>
  );
}
