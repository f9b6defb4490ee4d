import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { moneyText } from '@paifan/shared/client/moneyText';
import { levelQuery, type OwnLevel } from '@/features/me/api/profile';
import { Bar } from '@/ui/Bar';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

type Progress = NonNullable<OwnLevel['next']>['progress'][number];

const FIGURE_TEXT: Record<Progress['figure'], string> = {
  spentFen: '完成订单的实付金额',
  completedOrders: '完成的订单',
  invitees: '邀请的人里有完成订单的',
};

const valueText = (figure: Progress['figure'], value: number): string =>
  figure === 'spentFen' ? moneyText(value) : figure === 'invitees' ? `${value} 人` : `${value} 单`;

/** The member's level, what was counted, and the way to the next one. */
export default function LevelPage() {
  const query = useQuery(levelQuery());
  useRefresh('me');
  return (
    <View className="page t-level">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {({ level, figures, next }) => (
          <View className="stack">
            <Card className="level__head">
              <Text className="muted">现在的等级</Text>
              <Text className="level__name t-level-name">{level?.name ?? '普通会员'}</Text>
            </Card>
            {next === null ? (
              <Text className="muted t-no-next">没有更高的、可以自己达到的等级了。</Text>
            ) : (
              <Card className="t-next-level">
                <Text className="level__next">
                  {next.level.name}
                  {next.progress.length > 1 && (
                    <Text className="muted"> · {next.match === 'all' ? '全部达到' : '达到其中一项'}</Text>
                  )}
                </Text>
                {next.progress.map(({ figure, have, need }) => (
                  <View key={figure} className="level__figure">
                    <Line name={FIGURE_TEXT[figure]}>
                      <Text>
                        {valueText(figure, have)} / {valueText(figure, need)}
                      </Text>
                    </Line>
                    <Bar part={have} whole={need} />
                  </View>
                ))}
              </Card>
            )}
            <Card>
              <Line name={FIGURE_TEXT.spentFen}>
                <Text>{valueText('spentFen', figures.spentFen)}</Text>
              </Line>
              <Line name={FIGURE_TEXT.completedOrders}>
                <Text>{valueText('completedOrders', figures.completedOrders)}</Text>
              </Line>
              <Line name={FIGURE_TEXT.invitees}>
                <Text>{valueText('invitees', figures.invitees)}</Text>
              </Line>
            </Card>
            <Text className="muted">订单完成或退款之后，稍等一会儿就会重新计算。</Text>
          </View>
        )}
      </Loaded>
    </View>
  );
}
