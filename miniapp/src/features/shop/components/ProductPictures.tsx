import Taro from '@tarojs/taro';
import { Gallery } from '@platform/Gallery';
import { Picture } from '@/ui/Picture';
import { Tap } from '@/ui/Tap';
import './ProductPictures.scss';

/** The pictures of a product, one beside the other; a touch shows them in full. */
export function ProductPictures({ pictures }: { pictures: readonly string[] }) {
  const urls = pictures.map((path) => API_BASE + path);
  const show = (current: string) => void Taro.previewImage({ current, urls }).catch(() => undefined);
  const picture = (path: string, index: number) => (
    <Tap
      key={path}
      label={`查看第 ${index + 1} 张图片`}
      className="product-pictures__one"
      onTap={() => show(API_BASE + path)}
    >
      <Picture path={path} className="product-pictures__picture" />
    </Tap>
  );
  const [first] = pictures;
  if (first === undefined) return null;
  if (pictures.length === 1) return picture(first, 0);
  return <Gallery className="product-pictures t-pictures">{pictures.map(picture)}</Gallery>;
}
