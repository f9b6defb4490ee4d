import { Table } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { PAYOUT_KIND_TEXT } from '@paifan/shared/texts/states';
import { isOneOf } from '../../ui/FilterSelect';
import { MayLink } from '../../ui/MayLink';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';

type Payment = ResponseOf<'POST /api/admin/rules/test'>['payments'][number];

/** Whom an order pays what, in the order in which they are paid. */
export const PaidTable = ({ payments, empty }: { payments: readonly Payment[]; empty: string }) => (
  <Table
    size="small"
    pagination={payments.length > 20 ? { pageSize: 20 } : false}
    rowKey={(row) => payments.indexOf(row)}
    dataSource={payments}
    locale={{ emptyText: empty }}
    columns={[
      { title: '先后', render: (_, row) => payments.indexOf(row) + 1 },
      {
        title: '会员',
        render: (_, { member }) => (member === null ? '买家自己' : <MemberName member={member} />),
      },
      {
        title: '权益',
        render: (_, { entryId }) =>
          entryId === null ? (
            '本单的权益'
          ) : (
            <MayLink permission="queues.read" to={`/entries/${entryId}`} otherwise={entryId}>
              查看
            </MayLink>
          ),
      },
      { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
      {
        title: '怎么来的',
        render: (_, { kind }) => (isOneOf(PAYOUT_KIND_TEXT, kind) ? PAYOUT_KIND_TEXT[kind] : kind),
      },
    ]}
  />
);
