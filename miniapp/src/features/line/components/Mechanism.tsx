import { Text, View } from '@tarojs/components';
import { MECHANISM } from '../words';
import './Mechanism.scss';

/** How the line works, one sentence after the other. */
export function Mechanism() {
  return (
    <View className="mechanism t-mechanism">
      {MECHANISM.map((sentence, index) => (
        <View key={sentence} className="mechanism__step">
          <Text className="mechanism__number">{index + 1}</Text>
          <Text className="mechanism__text">{sentence}</Text>
        </View>
      ))}
    </View>
  );
}
