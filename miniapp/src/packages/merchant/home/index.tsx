import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import { desksQuery, type OwnDesk } from '@/features/merchant/api/queries';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { useRefresh } from '@/ui/useRefresh';

/** Everything about selling here: the desks at which the member works, applying, and bringing in others. */
export default function MerchantPage() {
  const query = useQuery(desksQuery());
  useRefresh('desks');
  return (
    <View className="page t-merchant">
      <OfflineStrip />
      <View className="stack">
        <Loaded query={query} skeleton={<Skeleton shape="rows" count={1} />}>
          {({ items }) => (items.length === 0 ? <NoDesk /> : <Desks desks={items} />)}
        </Loaded>
        <Card className="card--menu">
          <Line
            name="申请入驻"
            className="t-to-apply"
            onTap={() => open('/packages/merchant/apply/index', {})}
          >
            <Text className="muted">门店或供应商</Text>
          </Line>
          <Line
            name="我的申请"
            className="t-to-applications"
            onTap={() => open('/packages/merchant/state/index', {})}
          />
          <Line
            name="用邀请码加入工作台"
            className="t-to-join"
            onTap={() => open('/packages/desk/join/index', {})}
          />
          <Line
            name="我的招商码"
            className="t-to-recruit"
            onTap={() => open('/packages/merchant/recruit/index', {})}
          />
        </Card>
      </View>
    </View>
  );
}

const NoDesk = () => (
  <Card className="t-no-desk">
    <Text className="muted">
      你还没有工作台。申请入驻并通过后，收款、核销、发货和日结都在这里；店里有人邀请你，也可以用邀请码加入。
    </Text>
  </Card>
);

const Desks = ({ desks }: { desks: readonly OwnDesk[] }) => (
  <Card className="card--menu">
    {desks.map(({ merchantId, name, role, suspended }) => (
      <Line
        key={merchantId}
        name={name}
        className="t-desk"
        onTap={() => open('/packages/desk/home/index', { merchant: merchantId })}
      >
        {suspended ? <Tag text="已暂停" /> : <Text className="muted">{STAFF_ROLES[role].label}</Text>}
      </Line>
    ))}
  </Card>
);
