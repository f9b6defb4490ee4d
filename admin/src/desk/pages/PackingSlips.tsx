import { useQueries } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { Link } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { send } from '../../api/client';
import { Loaded, together, type Reading } from '../../ui/Loaded';
import { Nothing } from '../../ui/Nothing';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { useDesk } from '../whoAmI';

type DeskOrder = ResponseOf<'GET /api/desk/orders/:no'>;

/** So many orders at once, which fills some sheets and keeps the server free. */
const SLIPS_AT_ONCE = 50;

/** What goes into the parcels of the orders that the address names: a slip each, to print and to pack by. */
export default function PackingSlips() {
  const [{ nos = '' }] = useUrlState(['nos']);
  const named = [...new Set(nos.split(',').filter((no) => no !== ''))];
  const chosen = named.slice(0, SLIPS_AT_ONCE);
  const query = useOrders(chosen);
  return (
    <>
      <PageHead
        title="装箱单"
        about="每单一张，列出现在可以发出的商品；打印后按单装箱"
        actions={
          <Space>
            <Link to="/desk/orders">返回订单</Link>
            <Button
              type="primary"
              disabled={chosen.length === 0 || query.data === undefined}
              onClick={() => window.print()}
            >
              打印
            </Button>
          </Space>
        }
      />
      {named.length > SLIPS_AT_ONCE ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={`一次最多 ${SLIPS_AT_ONCE} 张，这里是前 ${SLIPS_AT_ONCE} 单；其余 ${named.length - SLIPS_AT_ONCE} 单请返回后另选`}
        />
      ) : null}
      {chosen.length === 0 ? (
        <Nothing text="没有选择订单" hint="在「订单与发货」中勾选订单，再点「装箱单」" />
      ) : (
        <Loaded query={query}>
          {(orders) => (
            <div className="slips">
              {orders.map((order) => (
                <Slip key={order.no} order={order} />
              ))}
            </div>
          )}
        </Loaded>
      )}
    </>
  );
}

/** These orders, in this order. */
const useOrders = (nos: readonly string[]): Reading<DeskOrder[]> =>
  useQueries({
    queries: nos.map((no) => {
      const call = { params: { no } };
      return {
        queryKey: ['GET /api/desk/orders/:no', call],
        queryFn: () => send('GET /api/desk/orders/:no', call),
      };
    }),
    combine: (results) => {
      const all = together(Object.fromEntries(results.map((result, index) => [`${index}`, result])));
      return { ...all, data: all.data && Object.values(all.data) };
    },
  });

function Slip({ order }: { order: DeskOrder }) {
  const { merchant } = useDesk();
  const { no, address, note, lines, delivery, paidAt, storeName } = order;
  const toPack = lines.filter(({ unsentPieces }) => unsentPieces > 0);
  return (
    <section className="slip" aria-label={`订单 ${no} 的装箱单`}>
      <header>
        <h2>{storeName ?? merchant.name}</h2>
        <span>
          订单 {no} · 付款 <Time iso={paidAt} />
        </span>
      </header>
      {address === null ? (
        <p>{delivery === 'pickup' ? '到店自提，请核销提货码' : '无需配送'}</p>
      ) : (
        <p>
          <strong>
            {address.name} {address.phone}
          </strong>
          <br />
          {address.province}
          {address.city}
          {address.district} {address.detail}
        </p>
      )}
      {note === '' ? null : <p>留言：{note}</p>}
      {toPack.length === 0 ? (
        <p>没有待发的商品</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>商品</th>
              <th>规格</th>
              <th>件数</th>
              <th>已装</th>
            </tr>
          </thead>
          <tbody>
            {toPack.map(({ line, title, skuName, unsentPieces }) => (
              <tr key={line}>
                <td>{title}</td>
                <td>{skuName || '—'}</td>
                <td>{unsentPieces}</td>
                <td>□</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
