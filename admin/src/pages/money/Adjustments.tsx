import { Button, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { fenOfTyped, hundredthsText, moneyText } from '@paifan/shared/client/moneyText';
import { memberId } from '@paifan/shared/ids/ids';
import { ADJUSTABLE_TEXT, ADJUSTMENT_STATE_TEXT } from '@paifan/shared/texts/states';
import { ADJUSTABLE, type Adjustable } from '@paifan/shared/wallet/adjustments';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay, useOperator } from '../../api/whoAmI';
import { ReasonDialog } from '../../features/money/ReasonDialog';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/adjustments'>;

const TONES = { requested: 'waiting', approved: 'good', rejected: 'over' } as const;

const amountText = ({ balance, amount }: Pick<Row, 'balance' | 'amount'>): string =>
  balance === 'cash' ? moneyText(amount, true) : `${amount > 0 ? '+' : ''}${hundredthsText(amount)}`;

/** Balances that are put right by hand: one asks, somebody else approves, the member sees it in the bill. */
export default function Adjustments() {
  const [{ state, memberId: member }, setFilters, clear] = useUrlState(['state', 'memberId']);
  const [isAsking, setAsking] = useState(false);
  const mayAsk = useMay('money.adjust');
  const sifted = {
    ...(isOneOf(ADJUSTMENT_STATE_TEXT, state) ? { state } : {}),
    memberId: idOf(member, memberId),
  };
  const list = useList('GET /api/admin/adjustments', { query: sifted });
  const columns: readonly Column<Row>[] = [
    { key: 'member', title: '会员', render: ({ member: of }) => <MemberName member={of} /> },
    { key: 'balance', title: '账户', render: ({ balance }) => ADJUSTABLE_TEXT[balance] },
    {
      key: 'amount',
      title: '金额',
      align: 'right',
      render: (row) => <span className="amount">{amountText(row)}</span>,
    },
    { key: 'reason', title: '理由', render: ({ reason }) => reason },
    {
      key: 'state',
      title: '状态',
      render: (row) => <StateTag tone={TONES[row.state]} text={ADJUSTMENT_STATE_TEXT[row.state]} />,
    },
    { key: 'requestedBy', title: '申请人', render: ({ requestedBy }) => requestedBy.name },
    { key: 'requestedAt', title: '申请', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
    { key: 'decidedBy', title: '复核人', render: ({ decidedBy }) => decidedBy?.name ?? '—' },
    { key: 'note', title: '复核意见', render: ({ decisionNote }) => decisionNote || '—' },
    { key: 'actions', title: '操作', render: (row) => <Decide row={row} /> },
  ];
  return (
    <>
      <PageHead
        title="调账"
        about="余额不能直接改：一人申请，另一人复核，会员在账单里看到理由"
        actions={
          mayAsk ? (
            <Button type="primary" onClick={() => setAsking(true)}>
              申请调账
            </Button>
          ) : null
        }
      />
      <div className="filters">
        <StateFilter words={ADJUSTMENT_STATE_TEXT} value={state} onChange={setFilters} />
        <FilterText name="会员编号" value={member} onChange={(value) => setFilters({ memberId: value })} />
      </div>
      <ListTable
        name="adjustments"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有调账"
        hint="点「申请调账」，由另一位操作员复核后生效"
        onClear={clear}
        exported={<ExportButton kind="exportAdjustments" filters={sifted} />}
      />
      {isAsking ? <Ask onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Decide({ row }: { row: Row }) {
  const operator = useOperator();
  const mayApprove = useMay('money.approve');
  const confirm = useConfirm();
  const approve = useWrite('POST /api/admin/adjustments/:id/approve', '已入账');
  const [isRejecting, setRejecting] = useState(false);
  const reject = useWrite('POST /api/admin/adjustments/:id/reject', '已驳回', () => setRejecting(false));
  if (row.state !== 'requested' || !mayApprove) return null;
  const isOwn = row.requestedBy.id === operator.id;
  const facts = [
    ['会员', row.member.nickname],
    [ADJUSTABLE_TEXT[row.balance], amountText(row)],
    ['理由', row.reason],
  ] as const;
  const params = { id: row.id };
  return (
    <Space>
      <Button
        size="small"
        type="primary"
        disabled={isOwn}
        title={isOwn ? '自己的申请要由另一位操作员复核' : undefined}
        onClick={() =>
          confirm({
            title: '复核调账',
            facts,
            warning: '入账后不能撤销，只能再做一笔相反的调账。',
            verb: '入账',
            run: () => approve.mutateAsync({ params, body: { note: '' } }),
          })
        }
      >
        入账
      </Button>
      <Button size="small" danger onClick={() => setRejecting(true)}>
        {isOwn ? '撤回' : '驳回'}
      </Button>
      {isRejecting ? (
        <ReasonDialog
          title={isOwn ? '撤回调账申请' : '驳回调账'}
          verb={isOwn ? '撤回' : '驳回'}
          facts={facts}
          label="理由（记入调账记录）"
          isPending={reject.isPending}
          onReason={(note) => reject.mutate({ params, body: { note } })}
          onClose={() => setRejecting(false)}
        />
      ) : null}
    </Space>
  );
}

interface Typed {
  member: string;
  balance: Adjustable;
  direction: 'give' | 'take';
  amount: string;
  reason: string;
}

function Ask({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const ask = useWrite('POST /api/admin/adjustments', '已提交，等另一位操作员复核', onClose);
  const send = ({ member, balance, direction, amount, reason }: Typed): void => {
    const hundredths = fenOfTyped(amount);
    if (hundredths === null) return;
    ask.mutate({
      body: {
        memberId: memberId(member),
        balance,
        amount: direction === 'take' ? -hundredths : hundredths,
        reason,
      },
    });
  };
  return (
    <Modal
      open
      title="申请调账"
      okText="提交"
      cancelText="取消"
      confirmLoading={ask.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ balance: 'cash', direction: 'give' }}
      >
        <Form.Item
          name="member"
          label="会员编号"
          rules={[{ required: true, pattern: /^[1-9]\d{0,18}$/, message: '请输入会员编号' }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
        <Form.Item name="balance" label="账户">
          <Select
            options={ADJUSTABLE.map((value) => ({
              value,
              label: ADJUSTABLE_TEXT[value],
            }))}
          />
        </Form.Item>
        <Form.Item name="direction" label="方向">
          <Select
            options={[
              { value: 'give', label: '增加' },
              { value: 'take', label: '扣减' },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="amount"
          label="数额"
          rules={[
            {
              validator: (_, typed: string | undefined) =>
                (fenOfTyped(typed ?? '') ?? 0) > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error('请输入大于 0 的数，最多两位小数')),
            },
          ]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item
          name="reason"
          label="理由"
          extra="会员会看到"
          rules={[{ required: true, min: 2, whitespace: true, message: '请说明理由' }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
