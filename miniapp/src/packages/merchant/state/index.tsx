import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { applicationsQuery } from '@/features/merchant/api/queries';
import { ApplicationCard } from '@/features/merchant/components/ApplicationCard';
import { RemindMe } from '@/features/me/components/RemindMe';
import { open } from '@/navigation';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** The member's own applications, and what can be done with each. */
export default function ApplicationsPage() {
  const applications = useInfiniteQuery(applicationsQuery());
  useRefresh('applications');
  const isWaiting =
    applications.data?.pages.some(({ items }) => items.some(({ state }) => state === 'submitted')) === true;
  return (
    <View className="page t-applications">
      <OfflineStrip />
      {isWaiting && (
        <View className="applications__remind">
          <RemindMe after="applied" />
        </View>
      )}
      <PagedList
        query={applications}
        keyOf={({ no }) => no}
        skeleton={<Skeleton shape="block" count={2} />}
        empty={
          <Empty
            icon="order"
            title="还没有申请过"
            text="有门店，或者有货可以供给商城，都可以申请"
            action={{ text: '去申请', onTap: () => open('/packages/merchant/apply/index', {}) }}
          />
        }
      >
        {(application) => <ApplicationCard application={application} />}
      </PagedList>
    </View>
  );
}
