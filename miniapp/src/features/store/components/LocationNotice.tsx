import { Text, View } from '@tarojs/components';
import { Button } from '@/ui/Button';
import type { useHere } from '../hooks/useHere';
import './LocationNotice.scss';

const WAY_ON_THE_WEB = '想按距离排序，请在浏览器的网站设置里允许使用位置，再点一次。';

/** Why the stores are not sorted by distance after all, and what one can do; nothing while there is no reason. */
export function LocationNotice({ here }: { here: ReturnType<typeof useHere> }) {
  if (here.kind === 'asking') return <Text className="muted t-locating">正在取得位置…</Text>;
  if (here.kind === 'failed')
    return (
      <View className="location-notice t-location-failed">
        <Text className="location-notice__text">
          这会儿取不到位置，先按最新排列。请看看手机的定位有没有打开，再点一次。
        </Text>
      </View>
    );
  if (here.kind !== 'refused') return null;
  return (
    <View className="location-notice t-location-refused">
      <Text className="location-notice__text">
        没有使用你的位置，先按最新排列。{here.allow === null ? WAY_ON_THE_WEB : ''}
      </Text>
      {here.allow !== null && (
        <Button kind="quiet" className="t-allow-location" text="去允许" onTap={here.allow} />
      )}
    </View>
  );
}
