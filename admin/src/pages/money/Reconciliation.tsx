import { Alert, Button, Card, DatePicker, Form, Input, Modal, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { pickedNow } from '../../ui/shopClock';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Day = ItemOf<'GET /api/admin/reconciliations'>;
type Difference = ItemOf<'GET /api/admin/differences'>;

const OPEN = { yes: '未处理', no: '已处理' } as const;

const DAYS: readonly Column<Day>[] = [
  { key: 'day', title: '日期', render: ({ day }) => day },
  { key: 'state', title: '结果', render: (row) => <Result row={row} /> },
  {
    key: 'bill',
    title: '微信账单',
    align: 'right',
    render: ({ bill }) => (
      <>
        {bill.payments} 笔 <Money fen={bill.paymentsFen} />
      </>
    ),
  },
  {
    key: 'shop',
    title: '本店记录',
    align: 'right',
    render: ({ shop }) => (
      <>
        {shop.payments} 笔 <Money fen={shop.paymentsFen} />
      </>
    ),
  },
  {
    key: 'refunds',
    title: '退款（微信 / 本店）',
    align: 'right',
    render: ({ bill, shop }) => (
      <>
        <Money fen={bill.refundsFen} /> / <Money fen={shop.refundsFen} />
      </>
    ),
  },
  { key: 'fees', title: '手续费', align: 'right', render: ({ bill }) => <Money fen={bill.feesFen} /> },
  { key: 'finishedAt', title: '完成', render: ({ finishedAt }) => <Time iso={finishedAt} /> },
];

const Result = ({ row: { finishedAt, error, unresolved, differences } }: { row: Day }) => {
  if (error !== null) return <StateTag tone="bad" text={`没有完成：${error}`} />;
  if (finishedAt === null) return <StateTag tone="waiting" text="对账中" />;
  if (unresolved > 0) return <StateTag tone="bad" text={`${unresolved} 处差异未处理`} />;
  return <StateTag tone="good" text={differences === 0 ? '一致' : `${differences} 处差异已处理`} />;
};

/** Each day against WeChat Pay's trade bill: what differs, what it means, what to do. */
export default function Reconciliation() {
  const days = useList('GET /api/admin/reconciliations', {});
  const [day, setDay] = useState<Dayjs | null>(() => pickedNow().subtract(1, 'day'));
  const run = useWrite('POST /api/admin/reconciliations/:day/run', '已开始对账');
  const mayRun = useMay('money.adjust');
  return (
    <>
      <PageHead
        title="对账"
        about="每天上午与微信支付交易账单逐笔核对"
        actions={
          mayRun ? (
            <Space>
              <DatePicker value={day} onChange={setDay} maxDate={pickedNow().subtract(1, 'day')} />
              <Button
                disabled={day === null}
                loading={run.isPending}
                onClick={() => day !== null && run.mutate({ params: { day: day.format('YYYY-MM-DD') } })}
              >
                重新对账
              </Button>
            </Space>
          ) : null
        }
      />
      <Differences />
      <ListTable
        name="reconciliations"
        columns={DAYS}
        list={days}
        rowKey={(row) => row.day}
        empty="还没有对过账"
        hint="每天上午自动核对前一天；也可以选一天现在核对"
        exported={<ExportButton kind="exportReconciliations" />}
      />
    </>
  );
}

function Differences() {
  const [{ open = 'yes' }, setFilters] = useUrlState(['open']);
  const [resolving, setResolving] = useState<Difference | null>(null);
  const mayResolve = useMay('money.adjust');
  const sifted = { open: isOneOf(OPEN, open) ? open : 'yes' } as const;
  const list = useList('GET /api/admin/differences', { query: sifted });
  const columns: readonly Column<Difference>[] = [
    { key: 'day', title: '日期', render: ({ day }) => day },
    { key: 'kind', title: '差异', render: ({ label }) => label },
    {
      key: 'order',
      title: '订单',
      render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    {
      key: 'bill',
      title: '微信',
      align: 'right',
      render: ({ billFen, billState }) => (billFen === null ? (billState ?? '—') : <Money fen={billFen} />),
    },
    {
      key: 'shop',
      title: '本店',
      align: 'right',
      render: ({ shopFen, shopState }) => (shopFen === null ? (shopState ?? '—') : <Money fen={shopFen} />),
    },
    { key: 'remedy', title: '怎么办', render: ({ remedy }) => <div className="wrapped">{remedy}</div> },
    { key: 'note', title: '处理结果', render: ({ note }) => <div className="wrapped">{note ?? '—'}</div> },
    {
      key: 'actions',
      title: '操作',
      render: (row) =>
        row.resolvedAt === null && mayResolve ? (
          <Button size="small" onClick={() => setResolving(row)}>
            处理
          </Button>
        ) : null,
    },
  ];
  return (
    <Card
      title="差异"
      style={{ marginBottom: 16 }}
      extra={
        <FilterSelect
          name="状态"
          words={OPEN}
          value={open}
          onChange={(value) => setFilters({ open: value })}
        />
      }
    >
      <ListTable
        name="differences"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有差异"
        hint="微信账单与账本不符的，逐笔列在这里"
        exported={<ExportButton kind="exportDifferences" filters={sifted} />}
      />
      {resolving === null ? null : <Resolve difference={resolving} onClose={() => setResolving(null)} />}
    </Card>
  );
}

function Resolve({ difference, onClose }: { difference: Difference; onClose: () => void }) {
  const [form] = Form.useForm<{ note: string }>();
  const resolve = useWrite('POST /api/admin/differences/:id/resolve', '已处理', onClose);
  return (
    <Modal
      open
      title={difference.label}
      okText="处理完毕"
      cancelText="取消"
      confirmLoading={resolve.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Alert
        type="info"
        title={difference.means}
        description={difference.remedy}
        style={{ marginBottom: 16 }}
      />
      <Form
        form={form}
        layout="vertical"
        onFinish={({ note }) => resolve.mutate({ params: { id: difference.id }, body: { note } })}
      >
        <Form.Item
          name="note"
          label="查明了什么，做了什么"
          rules={[{ required: true, min: 2, whitespace: true, message: '请写明' }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
