import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { STAFF_ROLES, type StaffPermission } from '@paifan/shared/merchants/permissions';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { LiveTakings, NewestTakings } from '@/features/desk/components/LiveTakings';
import { deskOfPage, rememberDesk, type Desk } from '@/features/desk/desk';
import { desksQuery, type OwnDesk } from '@/features/merchant/api/queries';
import { open, replace } from '@/navigation';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** What leads on from the first page of the desk, by what a role must allow for it. */
const WAYS = [
  { name: '收款记录', page: 'receipts', permission: 'desk.takings.read' },
  { name: '核销提货', page: 'pickup', permission: 'desk.pickup' },
  { name: '订单与发货', page: 'orders', permission: 'desk.orders.read' },
  { name: '售后', page: 'afterSales', permission: 'desk.orders.read' },
  { name: '商品', page: 'products', permission: 'desk.products.read' },
  { name: '收银码', page: 'codes', permission: 'desk.read' },
  { name: '门店页', page: 'store', permission: 'desk.read' },
  { name: '日结', page: 'statements', permission: 'desk.statements.read' },
  { name: '员工', page: 'staff', permission: 'desk.staff.manage' },
] as const satisfies ReadonlyArray<{ name: string; page: string; permission: StaffPermission }>;

/** A supplier has no store: nothing is fetched there, and nobody pays there. */
const AT_STORES: ReadonlySet<string> = new Set(['receipts', 'pickup', 'codes', 'store']);

/** Which desk it is comes first: who works at several and has opened none yet chooses one. */
export default function DeskPage() {
  const desks = useQuery(desksQuery());
  const [wanted] = useState(deskOfPage);
  useRefresh('desk', 'desks');
  return (
    <View className="page t-desk-home">
      <OfflineStrip />
      <Loaded query={desks} skeleton={<Skeleton shape="block" count={2} />}>
        {({ items }) => {
          if (items.length === 0) return <NoDesk />;
          const known = items.some(({ merchantId }) => merchantId === wanted);
          if (known || items.length === 1)
            return (
              <AtDesk permission="desk.read" merchant={known ? wanted : items[0]?.merchantId}>
                {(desk) => <DeskHome desk={desk} desks={items} />}
              </AtDesk>
            );
          return (
            <>
              <View className="section">选择工作台</View>
              <Choice desks={items} />
            </>
          );
        }}
      </Loaded>
    </View>
  );
}

const NoDesk = () => (
  <Empty
    icon="people"
    title="你还没有工作台"
    text="申请入驻并通过后，或者接受店里的邀请后，就在这里"
    action={{ text: '去看看', onTap: () => replace('/packages/merchant/home/index', {}) }}
  />
);

const Choice = ({ desks }: { desks: readonly OwnDesk[] }) => (
  <Card className="card--menu">
    {desks.map(({ merchantId, name, role }) => (
      <Line
        key={merchantId}
        name={name}
        className="t-desk"
        onTap={() => replace('/packages/desk/home/index', { merchant: merchantId })}
      >
        <Text className="muted">{STAFF_ROLES[role].label}</Text>
      </Line>
    ))}
  </Card>
);

function DeskHome({ desk, desks }: { desk: Desk; desks: readonly OwnDesk[] }) {
  const [isChoosing, setChoosing] = useState(false);
  const { merchant, staff, id } = desk;
  const isStore = merchant.kind === 'store';
  const hasTakings = isStore && desk.may('desk.takings.read');
  useEffect(() => rememberDesk(id), [id]);
  const ways = WAYS.filter(
    ({ page, permission }) => desk.may(permission) && (isStore || !AT_STORES.has(page)),
  );
  return (
    <View className="stack">
      {isChoosing && (
        <Sheet title="换一个工作台" className="t-desks-sheet" onClose={() => setChoosing(false)}>
          <Choice desks={desks.filter(({ merchantId }) => merchantId !== id)} />
        </Sheet>
      )}
      <View className="desk__head">
        <View className="desk__words">
          <Text className="desk__name t-desk-name">{merchant.name}</Text>
          <Text className="muted">
            {staff.name} · {STAFF_ROLES[staff.role].label}
          </Text>
        </View>
        {desks.length > 1 && (
          <Button className="t-change-desk" text="换一个" onTap={() => setChoosing(true)} />
        )}
      </View>
      {merchant.suspended && (
        <View className="desk__suspended t-suspended">
          已暂停营业，现在不能收款和接单。{merchant.suspendReason ?? ''}
        </View>
      )}
      {hasTakings && <LiveTakings desk={desk} />}
      <Card className="card--menu">
        {ways.map(({ name, page }) => (
          <Line
            key={page}
            name={name}
            className={`t-to-${page}`}
            onTap={() => open(`/packages/desk/${page}/index`, { merchant: id })}
          />
        ))}
      </Card>
      {hasTakings && <NewestTakings desk={desk} />}
    </View>
  );
}
