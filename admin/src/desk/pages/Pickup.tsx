import { Alert, Button, Card, Descriptions, Input, Space, Table } from 'antd';
import { isOneOf } from '../../ui/FilterSelect';
import { ORDER_STATE_TEXT, ORDER_STATE_TONE } from '@paifan/shared/texts/states';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';

type Found = ResponseOf<'GET /api/desk/pickups/:code'>['items'][number];

const CODE = /^\d{8}$/;

/** Hands over what was ordered to be picked up: the buyer shows a code of eight digits. */
export default function Pickup() {
  const [{ code }, setState] = useUrlState(['code']);
  const isCode = code !== undefined && CODE.test(code);
  return (
    <>
      <PageHead title="核销提货" about="请顾客出示提货码，核对商品后核销；核销后订单完成" />
      <Input.Search
        key={code ?? ''}
        aria-label="提货码"
        placeholder="8 位提货码"
        inputMode="numeric"
        size="large"
        style={{ width: 320, marginBottom: 16 }}
        enterButton="查找"
        autoFocus
        defaultValue={code}
        onSearch={(typed) => setState({ code: typed.replace(/\s/g, '') })}
      />
      {code !== undefined && !isCode ? (
        <Alert type="warning" showIcon title="提货码是 8 位数字" style={{ maxWidth: 520 }} />
      ) : null}
      {isCode ? <Orders code={code} /> : null}
    </>
  );
}

function Orders({ code }: { code: string }) {
  const query = useRead('GET /api/desk/pickups/:code', { params: { code } });
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          {items.map((found) => (
            <Order key={found.orderNo} code={code} found={found} />
          ))}
        </Space>
      )}
    </Loaded>
  );
}

function Order({ code, found }: { code: string; found: Found }) {
  const { orderNo, state, storeName, buyerName, paidFen, note, lines, redeemable, redeemedAt } = found;
  const confirm = useConfirm();
  const redeem = useWrite('POST /api/desk/pickups/:code/redeem', '已核销，订单完成');
  const pieces = lines.reduce((sum, { quantity, withdrawn }) => sum + quantity - withdrawn, 0);
  return (
    <Card
      title={`订单 ${orderNo}`}
      extra={
        redeemable ? (
          <Button
            type="primary"
            loading={redeem.isPending}
            onClick={() =>
              confirm({
                title: '核销提货',
                facts: [
                  ['订单', orderNo],
                  ['交付', `${pieces} 件`],
                  ['金额', moneyText(paidFen)],
                ],
                warning: '核销后订单完成，不能撤回。',
                verb: '核销',
                run: () => redeem.mutateAsync({ params: { code }, body: { orderNo } }),
              })
            }
          >
            核销
          </Button>
        ) : null
      }
    >
      <Descriptions
        style={{ marginBottom: 16 }}
        column={{ xs: 1, lg: 3 }}
        items={[
          {
            key: 'state',
            label: '状态',
            children: isOneOf(ORDER_STATE_TEXT, state) ? (
              <StateTag tone={ORDER_STATE_TONE[state]} text={ORDER_STATE_TEXT[state]} />
            ) : (
              state
            ),
          },
          { key: 'store', label: '门店', children: storeName },
          { key: 'buyer', label: '顾客', children: buyerName },
          { key: 'amount', label: '金额', children: moneyText(paidFen) },
          { key: 'note', label: '留言', children: note || '—' },
          { key: 'redeemedAt', label: '核销', children: <Time iso={redeemedAt} /> },
        ]}
      />
      <Table
        size="small"
        pagination={false}
        rowKey={({ title, skuName }) => `${title}/${skuName}`}
        dataSource={lines}
        columns={[
          { title: '商品', dataIndex: 'title' },
          { title: '规格', render: (_, { skuName }) => skuName || '—' },
          {
            title: '交付',
            align: 'right',
            render: (_, { quantity, withdrawn }) => `${quantity - withdrawn} 件`,
          },
        ]}
      />
    </Card>
  );
}
