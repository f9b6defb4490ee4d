import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nextApplicationState } from '@paifan/shared/merchants/applicationStates';
import { ApplicationForm } from '@/features/merchant/components/ApplicationForm';
import { applicationQuery } from '@/features/merchant/api/queries';
import { draftOf } from '@/features/merchant/draft';
import { pageParam, replace } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';

/** Applying for a store or as a supplier, also by a member's code for merchants; or correcting what was applied for. */
export default function ApplyPage() {
  const [no] = useState(() => pageParam('no'));
  const [scene] = useState(() => pageParam('scene'));
  return (
    <View className="page page--with-bar t-apply">
      <OfflineStrip />
      {no === '' ? <ApplicationForm scene={scene} correcting={null} /> : <Correcting no={no} />}
    </View>
  );
}

function Correcting({ no }: { no: string }) {
  // What is being written is not to be replaced by what the server says meanwhile.
  const query = useQuery({ ...applicationQuery(no), refetchOnMount: 'always', staleTime: Infinity });
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={3} />}>
      {(found) =>
        found === null || nextApplicationState(found.state, 'resubmit') === null ? (
          <Empty
            icon="order"
            title="这份申请不能再修改"
            action={{ text: '看我的申请', onTap: () => replace('/packages/merchant/state/index', {}) }}
          />
        ) : (
          <ApplicationForm key={no} scene="" correcting={{ no, draft: draftOf(found) }} />
        )
      }
    </Loaded>
  );
}
