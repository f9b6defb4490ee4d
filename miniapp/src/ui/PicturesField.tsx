import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { uploadPicture, type UploadRoute } from '@/api/upload';
import { Icon } from './Icon';
import { Picture } from './Picture';
import './PicturesField.scss';
import { Tap } from './Tap';
import { useWrite } from './useWrite';

interface Props {
  /** Paths of those that were uploaded. */
  paths: readonly string[];
  max: number;
  onChange(paths: string[]): void;
  /** Where they are uploaded to. */
  route?: UploadRoute;
  /** Whose desk they are for, where the route is a desk's. */
  merchant?: string;
}

const choose = (count: number): Promise<string[]> =>
  Taro.chooseImage({ count, sizeType: ['compressed'], sourceType: ['album', 'camera'] }).then(
    ({ tempFilePaths }) => tempFilePaths,
    () => [], // none was chosen
  );

/** Pictures of the member's own: chosen, uploaded one after the other, and taken away again. */
export function PicturesField({ paths, max, onChange, route, merchant }: Props) {
  const add = useWrite(async () => {
    const kept = [...paths];
    for (const file of (await choose(max - paths.length)).slice(0, max - paths.length)) {
      kept.push((await uploadPicture(file, route, merchant)).path);
      onChange([...kept]);
    }
  });
  return (
    <View className="pictures-field">
      {paths.map((path, index) => (
        <Tap
          key={path}
          className="pictures-field__one t-uploaded"
          label={`移除第 ${index + 1} 张图片`}
          onTap={() => onChange(paths.filter((other) => other !== path))}
        >
          <Picture path={path} className="pictures-field__picture" />
          <View className="pictures-field__remove">
            <Icon name="close" size="small" />
          </View>
        </Tap>
      ))}
      {paths.length < max && (
        <Tap
          className="pictures-field__one pictures-field__add t-add-picture"
          disabled={add.busy}
          onTap={add.run}
        >
          <Text className="muted">{add.busy ? '上传中…' : `添加图片 ${paths.length}/${max}`}</Text>
        </Tap>
      )}
    </View>
  );
}
