import { Button, Descriptions, Drawer, Input, Space, Table } from 'antd';
import { useState } from 'react';
import { WITHDRAWAL_STATE_TEXT } from '@paifan/shared/texts/states';
import { withdrawalId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

type Found = ResponseOf<'GET /api/admin/withdrawals/:id'>;

/** A withdrawal with what helps to judge it: how the cash was earned, what was bought, what went out before. */
export function WithdrawalDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRead('GET /api/admin/withdrawals/:id', { params: { id: withdrawalId(id) } });
  return (
    <Drawer open title="提现" size={720} onClose={onClose}>
      <Loaded query={query}>{(found) => <Shown found={found} onDone={onClose} />}</Loaded>
    </Drawer>
  );
}

function Shown({ found: { withdrawal, risk }, onDone }: { found: Found; onDone: () => void }) {
  const mayDecide = useMay('money.approve') && withdrawal.state === 'reviewing';
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Descriptions
        size="small"
        column={2}
        items={[
          { label: '会员', children: <MemberName member={withdrawal.member} /> },
          { label: '状态', children: WITHDRAWAL_STATE_TEXT[withdrawal.state] },
          { label: '金额', children: <Money fen={withdrawal.amountFen} /> },
          { label: '手续费', children: <Money fen={withdrawal.feeFen} /> },
          { label: '申请', children: <Time iso={withdrawal.requestedAt} /> },
          { label: '加入', children: <Time iso={risk.memberSince} /> },
          { label: '可用余额', children: <Money fen={risk.cashFen} /> },
          { label: '冻结', children: <Money fen={risk.frozenFen} /> },
          { label: '最近订单', children: `已付 ${risk.orders.paid} 单，退款 ${risk.orders.refunded} 单` },
          { label: '订单金额', children: <Money fen={risk.orders.paidFen} /> },
          {
            label: '此前提现',
            children: `到账 ${risk.withdrawals.paid} 次，失败 ${risk.withdrawals.failed} 次`,
          },
          { label: '已提金额', children: <Money fen={risk.withdrawals.paidFen} /> },
          { label: '审核意见', children: withdrawal.reviewReason || '—' },
        ]}
      />
      <Table
        size="small"
        pagination={false}
        rowKey="reason"
        title={() => '近 90 天余额从哪里来、到哪里去'}
        dataSource={risk.earned}
        columns={[
          { title: '事由', dataIndex: 'text' },
          { title: '次数', dataIndex: 'times', align: 'right' },
          { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} flow /> },
        ]}
      />
      {mayDecide ? <Decide withdrawal={withdrawal} onDone={onDone} /> : null}
    </Space>
  );
}

function Decide({ withdrawal, onDone }: { withdrawal: Found['withdrawal']; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const confirm = useConfirm();
  const approve = useWrite('POST /api/admin/withdrawals/:id/approve', '已通过', onDone);
  const reject = useWrite('POST /api/admin/withdrawals/:id/reject', '已驳回', onDone);
  const call = { params: { id: withdrawal.id }, body: { reason: reason.trim() } };
  const facts = [
    ['会员', withdrawal.member.nickname],
    ['金额', <Money key="amount" fen={withdrawal.amountFen} />],
  ] as const;
  return (
    <>
      <Input.TextArea
        aria-label="审核意见"
        placeholder="审核意见；驳回时必填，会员会看到"
        maxLength={200}
        showCount
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Space>
        <Button
          type="primary"
          onClick={() =>
            confirm({ title: '通过提现', facts, verb: '通过', run: () => approve.mutateAsync(call) })
          }
        >
          通过
        </Button>
        <Button
          danger
          disabled={reason.trim() === ''}
          onClick={() =>
            confirm({
              title: '驳回提现',
              facts,
              warning: '金额会退回会员的可用余额。',
              verb: '驳回',
              run: () => reject.mutateAsync(call),
            })
          }
        >
          驳回
        </Button>
      </Space>
    </>
  );
}
