import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { termsQuery } from '@/features/terms/api/queries';
import { TermsText } from '@/features/terms/components/TermsText';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** The terms in force. */
export default function TermsPage() {
  const query = useQuery(termsQuery());
  useRefresh('terms');
  return (
    <View className="page t-terms-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
        {({ terms }) =>
          terms === null ? (
            <Empty icon="bill" title="店里还没有协议" />
          ) : (
            <Card>
              <Text className="terms-page__title">{terms.title}</Text>
              <Text className="muted">{timeText(terms.publishedAt)} 发布</Text>
              <TermsText body={terms.body} />
            </Card>
          )
        }
      </Loaded>
    </View>
  );
}
