import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { pictureLabel } from './spoken';
import './Picture.scss';
import { classNames } from './classNames';

interface Props {
  /** URL path on the API's host; null: none. */
  path: string | null;
  className?: string;
}

/** A picture from the server, on quiet paper while it loads or when it cannot. */
export function Picture({ path, className }: Props) {
  const [failed, setFailed] = useState(false);
  return (
    <View className={classNames('picture', className)}>
      {path !== null && !failed && (
        <Image
          className="picture__image"
          src={API_BASE + path}
          mode="aspectFill"
          lazyLoad
          {...pictureLabel(null)}
          onError={() => setFailed(true)}
        />
      )}
    </View>
  );
}
