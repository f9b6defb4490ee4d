import { Alert, Button, Drawer, Input, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { CARRIERS } from '@paifan/shared/orders/carriers';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { useConfirm } from '../../ui/useConfirm';
import type { Side } from '../sides';
import { readShipRows } from './shipRows';

const ROUTES = { admin: 'POST /api/admin/orders/ship', desk: 'POST /api/desk/orders/ship' } as const;

type Judged = ResponseOf<(typeof ROUTES)[Side]>;

const HOW = {
  admin: '每行一单：订单号、快递公司、单号，可直接从表格粘贴，最多 200 行',
  desk: '每行一单：订单号、快递公司、单号；也可以「导出待发货」，填好公司与单号，整表复制到这里。最多 200 行',
} as const;

interface ShipManyDrawerProps {
  readonly side: Side;
  /** What waits for its company and number: each has a row of its own already. */
  readonly orders?: readonly string[];
  readonly onClose: () => void;
}

/** Many orders at once, typed or pasted from a table. Every row is judged first; if one is wrong, nothing is sent. */
export function ShipManyDrawer({ side, orders = [], onClose }: ShipManyDrawerProps) {
  const [text, setText] = useState(() => orders.map((no) => `${no} `).join('\n'));
  const [judged, setJudged] = useState<Judged | null>(null);
  const { rows, unfilled, problems } = readShipRows(text);
  const judge = useWrite(ROUTES[side], null, setJudged);
  const ship = useWrite(ROUTES[side], null, setJudged);
  const confirm = useConfirm();
  const good = judged !== null && !judged.shipped && judged.rows.every(({ ok }) => ok);
  return (
    <Drawer open title="批量发货" size={760} onClose={onClose}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Alert
          type="info"
          title={HOW[side]}
          description={`快递公司可填：${Object.values(CARRIERS).join('、')}`}
        />
        <Input.TextArea
          aria-label="发货清单"
          rows={10}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setJudged(null);
          }}
        />
        {problems.length > 0 ? (
          <Alert
            type="error"
            title="有些行读不懂"
            description={problems.map((problem) => (
              <div key={problem}>{problem}</div>
            ))}
          />
        ) : null}
        {unfilled > 0 ? (
          <span className="quiet">还有 {unfilled} 行没有填快递公司与单号，不会发货</span>
        ) : null}
        <Space>
          <Button
            disabled={rows.length === 0 || problems.length > 0}
            loading={judge.isPending}
            onClick={() => judge.mutate({ body: { dryRun: true, rows: [...rows] } })}
          >
            检查 {rows.length} 行
          </Button>
          <Button
            type="primary"
            disabled={!good}
            loading={ship.isPending}
            onClick={() =>
              confirm({
                title: '批量发货',
                facts: [
                  ['订单', `${rows.length} 单，每单余下的商品装一个包裹`],
                  ['会员', '收到发货通知，单号同时报给微信'],
                ],
                verb: '发货',
                run: () => ship.mutateAsync({ body: { dryRun: false, rows: [...rows] } }),
              })
            }
          >
            {good ? `发货 ${rows.length} 单` : '发货'}
          </Button>
        </Space>
        {judged === null ? null : (
          <>
            {judged.shipped ? <Alert type="success" title={`已发货 ${judged.rows.length} 单`} /> : null}
            <Table
              size="small"
              pagination={false}
              rowKey="row"
              dataSource={judged.rows}
              columns={[
                { title: '行', dataIndex: 'row' },
                { title: '订单号', dataIndex: 'orderNo' },
                {
                  title: '结果',
                  render: (_, { ok, problem }) =>
                    ok ? (
                      <Tag color="success">{judged.shipped ? '已发货' : '可以发货'}</Tag>
                    ) : (
                      <Tag color="error">{problem}</Tag>
                    ),
                },
              ]}
            />
          </>
        )}
      </Space>
    </Drawer>
  );
}
