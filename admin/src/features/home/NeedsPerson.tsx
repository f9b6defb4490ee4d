import { Card } from 'antd';
import { Link } from 'react-router';
import type { Permission } from '@paifan/shared/operators/permissions';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useOperator } from '../../api/whoAmI';

type Counts = ResponseOf<'GET /api/admin/solvency'>['needsPerson'];

interface Place {
  readonly name: string;
  readonly to: string;
  readonly permission: Permission;
}

/** Where each thing is put right. */
const PLACES: Readonly<Record<keyof Counts, Place>> = {
  afterSales: { name: '待审核的售后', to: '/after-sales?state=requested', permission: 'orders.read' },
  withdrawals: { name: '待审核的提现', to: '/withdrawals?state=reviewing', permission: 'money.read' },
  applications: { name: '待审核的入驻申请', to: '/applications', permission: 'stores.read' },
  adjustments: { name: '待复核的调账', to: '/adjustments?state=requested', permission: 'money.read' },
  dividends: { name: '待复核的分红', to: '/dividends?state=requested', permission: 'money.read' },
  payoutsToApprove: {
    name: '待复核的商家结算',
    to: '/merchant-payouts?tab=payouts&state=requested',
    permission: 'money.read',
  },
  payoutsToPay: {
    name: '待打款的商家结算',
    to: '/merchant-payouts?tab=payouts&state=approved',
    permission: 'money.read',
  },
  proposals: { name: '待审核的供应商商品', to: '/proposals', permission: 'catalogue.read' },
  stuckQueues: { name: '结算停住的队列', to: '/system', permission: 'system.read' },
  refusedShippings: { name: '微信未接收的发货', to: '/system', permission: 'system.read' },
  stuckRefunds: { name: '没有退成的款', to: '/after-sales', permission: 'orders.read' },
  differences: { name: '未处理的对账差异', to: '/reconciliation', permission: 'money.read' },
  unsoundBooks: { name: '账目检查发现的问题', to: '/book-checks', permission: 'money.read' },
};

/** What waits for somebody, with the way there; what waits for nobody is not shown. */
export function NeedsPerson({ counts }: { counts: Counts }) {
  const { permissions } = useOperator();
  const open = (Object.keys(PLACES) as (keyof Counts)[]).filter((key) => counts[key] > 0);
  return (
    <Card size="small" title="需要处理">
      {open.length === 0 ? (
        <span className="quiet">没有等人处理的事</span>
      ) : (
        <ul className="plain-list">
          {open.map((key) => {
            const { name, to, permission } = PLACES[key];
            return (
              <li key={key}>
                {permissions.includes(permission) ? <Link to={to}>{name}</Link> : name}
                <strong className="amount">{counts[key]}</strong>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
