import { Image, Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { pictureFile } from '@platform/pictureFile';
import { platform } from '@platform/platform';
import { featuresQuery } from '@/features/shop/api/queries';
import { recruitCodeQuery } from '@/features/merchant/api/queries';
import { recruitmentText } from '@/features/merchant/words';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { pictureLabel } from '@/ui/spoken';
import { useRefresh } from '@/ui/useRefresh';
import { say, useWrite } from '@/ui/useWrite';
import './index.scss';

/** The member's code for merchants, with what it brings and when. */
export default function RecruitPage() {
  const code = useQuery(recruitCodeQuery());
  const features = useQuery(featuresQuery());
  useRefresh('features');
  const saving = useWrite(async () => {
    if (code.data === undefined) return;
    const file = await pictureFile('recruit', code.data);
    say((await platform.savePicture(file)) ? '已保存' : '没有保存');
  });
  return (
    <View className="page t-recruit">
      <OfflineStrip />
      <View className="stack">
        <Card className="recruit">
          <Text className="recruit__title">请商家扫码申请入驻</Text>
          <View className="recruit__frame">
            <Loaded query={code} skeleton={<View className="recruit__code recruit__blank t-loading" />}>
              {(picture) => (
                <Image
                  className="recruit__code t-recruit-code"
                  src={picture}
                  mode="aspectFit"
                  {...pictureLabel('我的招商码')}
                  showMenuByLongpress
                />
              )}
            </Loaded>
          </View>
          <Text className="muted">微信扫一扫，打开的就是申请表</Text>
          <Button
            className="recruit__save t-save-code"
            text="保存图片"
            busy={saving.busy}
            disabled={code.data === undefined}
            onTap={saving.run}
          />
        </Card>
        <Loaded query={features} skeleton={<Skeleton shape="rows" count={1} />}>
          {({ recruitmentRatio, rewardFreezeDays }) => (
            <Card className="t-recruitment">
              {recruitmentText(recruitmentRatio, rewardFreezeDays).map((sentence) => (
                <Text key={sentence} className="recruit__sentence">
                  {sentence}
                </Text>
              ))}
            </Card>
          )}
        </Loaded>
      </View>
    </View>
  );
}
