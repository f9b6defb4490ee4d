import { Alert, Button, Card, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { moneyText } from '@paifan/shared/client/moneyText';
import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import { PAYOUT_PERIODS } from '@paifan/shared/merchants/payables';
import { MERCHANT_PAYOUT_STATE_TEXT, MERCHANT_PAYOUT_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, useRead, type ItemOf } from '../../api/queries';
import { Figures } from '../../ui/Figures';
import { ListTable, type Column } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { DeskExportButton } from '../parts/DeskExportButton';
import { PayeeDialog, type Payee } from '../parts/PayeeDialog';
import { useDeskMay } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/payouts'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'no', title: '结算单', render: ({ no }) => no },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => (
      <StateTag tone={MERCHANT_PAYOUT_STATE_TONE[state]} text={MERCHANT_PAYOUT_STATE_TEXT[state]} />
    ),
  },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  {
    key: 'days',
    title: '日结',
    render: ({ id, days, fromDay, untilDay }) => (
      <Link to={`/desk/statements?payout=${id}`}>
        {days} 天，{fromDay} 至 {untilDay}
      </Link>
    ),
  },
  {
    key: 'account',
    title: '收款账户',
    render: ({ bankName, method, numberEnd }) =>
      `${bankName ?? PAYOUT_METHODS[method].label} 尾号 ${numberEnd}`,
  },
  { key: 'requestedAt', title: '申请', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
  { key: 'endedAt', title: '打款', render: ({ endedAt }) => <Time iso={endedAt} /> },
  { key: 'reference', title: '转账单号', render: ({ reference }) => reference ?? '—' },
  { key: 'note', title: '说明', hidden: true, render: ({ note }) => note ?? '—' },
];

/** What the merchant is owed, where that stands, and how it is paid. */
export default function DeskPayouts() {
  const standing = useRead('GET /api/desk/payables', {});
  const payee = useRead('GET /api/desk/payee', {});
  const list = useList('GET /api/desk/payouts', {});
  return (
    <>
      <PageHead title="应收与结算" about="平台欠您的货款，按结算周期打款到收款账户" />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Loaded query={standing}>
          {({ balanceFen, unclosedFen, openFen, inPayoutFen, paidFen }) => (
            <Figures
              figures={[
                { name: '应收合计', value: moneyText(balanceFen) },
                { name: '未结账', value: moneyText(unclosedFen), note: '还没有日结的日子' },
                { name: '待结算', value: moneyText(openFen), note: '已日结，未进结算单' },
                { name: '结算中', value: moneyText(inPayoutFen), note: '已申请，尚未打款' },
                { name: '累计已打款', value: moneyText(paidFen) },
              ]}
            />
          )}
        </Loaded>
        <Loaded query={payee}>{(found) => <PayeeCard payee={found} />}</Loaded>
        <ListTable
          name="deskPayouts"
          columns={COLUMNS}
          list={list}
          rowKey={({ id }) => id}
          empty="还没有结算单"
          hint="日结满结算周期与起付额后，由平台打款到收款账户"
          exported={<DeskExportButton kind="deskExportPayouts" />}
        />
      </Space>
    </>
  );
}

function PayeeCard({ payee }: { payee: Payee }) {
  const mayManage = useDeskMay('desk.payouts.manage');
  const [isEditing, setEditing] = useState(false);
  const { account, period, minFen } = payee;
  return (
    <Card
      title="收款账户"
      extra={
        mayManage ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {account === null ? '填写' : '更换'}
          </Button>
        ) : null
      }
    >
      {account === null ? (
        <Alert type="warning" showIcon title="还没有收款账户，平台无法打款" />
      ) : (
        <p className="plain">
          {account.bankName ?? PAYOUT_METHODS[account.method].label}，{account.holder}，尾号{' '}
          {account.numberEnd}
        </p>
      )}
      <p className="quiet plain">
        {PAYOUT_PERIODS[period]}结算{minFen > 0 ? `，满 ${moneyText(minFen)} 起付` : ''}
      </p>
      {isEditing ? <PayeeDialog onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}
