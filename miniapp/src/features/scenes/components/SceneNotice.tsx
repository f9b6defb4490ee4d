import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import './SceneNotice.scss';

/** That a code opened nothing, in passing: the page below is there all the same. */
export function SceneNotice({ message }: { message: string }) {
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <View className="scene-notice t-scene-notice">
      <Text className="scene-notice__text">{message}。可以先逛逛，或者请店员给你新的码。</Text>
      <Tap className="scene-notice__close" label="知道了" onTap={() => setClosed(true)}>
        <Icon size="small" name="close" />
      </Tap>
    </View>
  );
}
