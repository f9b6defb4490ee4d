import { Alert, Button, Descriptions, Drawer, Form, Input, Space } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MerchantPayoutId } from '@paifan/shared/ids/ids';
import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import { MERCHANT_PAYOUT_STATE_TEXT, MERCHANT_PAYOUT_STATE_TONE } from '@paifan/shared/texts/states';
import { useRead, useWrite } from '../../api/queries';
import { useMay, useOperator } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

type Payout = ResponseOf<'GET /api/admin/merchant-payouts/:id'>;

/** A payout to a merchant, and what comes next of it. */
export function PayoutDrawer({ id, onClose }: { id: MerchantPayoutId; onClose: () => void }) {
  const query = useRead('GET /api/admin/merchant-payouts/:id', { params: { id } });
  return (
    <Drawer open title="结算单" size={720} onClose={onClose}>
      <Loaded query={query}>{(payout) => <Shown payout={payout} />}</Loaded>
    </Drawer>
  );
}

function Shown({ payout }: { payout: Payout }) {
  const mayApprove = useMay('money.approve');
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Descriptions
        size="small"
        column={2}
        items={[
          { label: '结算单', children: payout.no },
          { label: '商家', children: payout.merchant.name },
          {
            label: '状态',
            children: (
              <StateTag
                tone={MERCHANT_PAYOUT_STATE_TONE[payout.state]}
                text={MERCHANT_PAYOUT_STATE_TEXT[payout.state]}
              />
            ),
          },
          { label: '金额', children: <Money fen={payout.amountFen} /> },
          { label: '日结', children: `${payout.days} 天，${payout.fromDay} 至 ${payout.untilDay}` },
          {
            label: '收款账户',
            children: `${payout.bankName ?? PAYOUT_METHODS[payout.method].label} 尾号 ${payout.numberEnd}`,
          },
          { label: '申请', children: payout.requestedBy.name },
          { label: '申请时间', children: <Time iso={payout.requestedAt} /> },
          { label: '复核', children: payout.decidedBy?.name ?? '—' },
          { label: '复核时间', children: <Time iso={payout.decidedAt} /> },
          { label: '转账单号', children: payout.reference ?? '—' },
          { label: '打款时间', children: <Time iso={payout.endedAt} /> },
          ...(payout.note === null ? [] : [{ label: '说明', children: payout.note }]),
        ]}
      />
      {mayApprove && payout.state === 'requested' ? <Decide payout={payout} /> : null}
      {mayApprove && payout.state === 'approved' ? <Pay payout={payout} /> : null}
    </Space>
  );
}

const factsOf = ({ merchant, amountFen, days }: Payout) =>
  [
    ['商家', merchant.name],
    ['金额', <Money key="amount" fen={amountFen} />],
    ['日结', `${days} 天`],
  ] as const;

function Decide({ payout }: { payout: Payout }) {
  const operator = useOperator();
  const [note, setNote] = useState('');
  const confirm = useConfirm();
  const approve = useWrite('POST /api/admin/merchant-payouts/:id/approve', '已复核，等打款');
  const reject = useWrite('POST /api/admin/merchant-payouts/:id/reject', '已驳回，日结重新待结算');
  const isOwn = payout.requestedBy.id === operator.id;
  const params = { id: payout.id };
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      {isOwn ? <Alert type="info" showIcon title="自己的申请要由另一位操作员复核；您可以撤回" /> : null}
      <Input.TextArea
        aria-label="说明"
        placeholder="驳回或撤回时必填"
        maxLength={200}
        showCount
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Space>
        {isOwn ? null : (
          <Button
            type="primary"
            onClick={() =>
              confirm({
                title: '复核结算单',
                facts: factsOf(payout),
                verb: '复核通过',
                run: () => approve.mutateAsync({ params }),
              })
            }
          >
            复核通过
          </Button>
        )}
        <Button
          danger
          disabled={note.trim() === ''}
          onClick={() =>
            confirm({
              title: isOwn ? '撤回申请' : '驳回结算单',
              facts: factsOf(payout),
              warning: '包含的日结重新待结算。',
              verb: isOwn ? '撤回' : '驳回',
              run: () => reject.mutateAsync({ params, body: { note: note.trim() } }),
            })
          }
        >
          {isOwn ? '撤回' : '驳回'}
        </Button>
      </Space>
    </Space>
  );
}

function Pay({ payout }: { payout: Payout }) {
  const [showsAccount, setShowsAccount] = useState(false);
  const [note, setNote] = useState('');
  const confirm = useConfirm();
  const paid = useWrite('POST /api/admin/merchant-payouts/:id/paid', '已登记打款，账本已入账');
  const cancel = useWrite('POST /api/admin/merchant-payouts/:id/cancel', '已作废，日结重新待结算');
  const params = { id: payout.id };
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      {showsAccount ? (
        <Account payout={payout} />
      ) : (
        <Button onClick={() => setShowsAccount(true)}>显示完整收款账户</Button>
      )}
      <Form<{ reference: string }>
        layout="vertical"
        onFinish={({ reference }) =>
          confirm({
            title: '登记打款',
            facts: [...factsOf(payout), ['转账单号', reference.trim()]],
            warning: '登记后入账，不能撤销。',
            verb: '登记打款',
            run: () => paid.mutateAsync({ params, body: { reference: reference.trim() } }),
          })
        }
      >
        <Form.Item
          name="reference"
          label="转账单号"
          extra="打款后由银行或微信给出，对账时据此查找"
          rules={[{ required: true, whitespace: true, min: 4, max: 64, message: '4 到 64 个字符' }]}
        >
          <Input />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          登记打款
        </Button>
      </Form>
      <Space>
        <Input
          aria-label="作废原因"
          placeholder="没有打成时：作废原因"
          style={{ width: 320 }}
          maxLength={200}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button
          danger
          disabled={note.trim() === ''}
          onClick={() =>
            confirm({
              title: '作废结算单',
              facts: factsOf(payout),
              warning: '只在转账没有成功时作废；包含的日结重新待结算。',
              verb: '作废',
              run: () => cancel.mutateAsync({ params, body: { note: note.trim() } }),
            })
          }
        >
          作废
        </Button>
      </Space>
    </Space>
  );
}

function Account({ payout }: { payout: Payout }) {
  const query = useRead('GET /api/admin/merchant-payouts/:id/account', { params: { id: payout.id } });
  return (
    <Loaded query={query}>
      {({ method, bankName, holder, number }) => (
        <Descriptions
          size="small"
          column={1}
          items={[
            { label: '方式', children: PAYOUT_METHODS[method].label },
            ...(bankName === null ? [] : [{ label: '开户行', children: bankName }]),
            { label: '户名', children: holder },
            { label: '账号', children: <code>{number}</code> },
          ]}
        />
      )}
    </Loaded>
  );
}
