import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import './PictureStrip.scss';
import { Picture } from './Picture';
import { Tap } from './Tap';

/** Small pictures in lines; a touch shows one in full. */
export function PictureStrip({ paths }: { paths: readonly string[] }) {
  if (paths.length === 0) return null;
  const urls = paths.map((path) => API_BASE + path);
  const show = (path: string) =>
    void Taro.previewImage({ current: API_BASE + path, urls }).catch(() => undefined);
  return (
    <View className="picture-strip">
      {paths.map((path, index) => (
        <Tap key={path} label={`查看第 ${index + 1} 张图片`} onTap={() => show(path)}>
          <Picture path={path} className="picture-strip__picture" />
        </Tap>
      ))}
    </View>
  );
}
