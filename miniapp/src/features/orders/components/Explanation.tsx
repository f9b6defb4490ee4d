import { Text, View } from '@tarojs/components';
import { Icon } from '@/ui/Icon';
import type { Terms } from '../api/queries';
import './Explanation.scss';

/** The rules in the order in which they were asked, and which of them decided. */
export function Explanation({ steps }: { steps: Terms['explanation'] }) {
  return (
    <View className="explanation t-explanation">
      {steps.map((step) => (
        <View
          key={step.rule}
          className={step.applied ? 'explanation__step explanation__step--applied' : 'explanation__step'}
        >
          <View className="explanation__mark">
            {step.applied && <Icon size="small" name="check" className="explanation__icon" />}
          </View>
          <Text className="explanation__text">
            {step.rule}：{step.text}
          </Text>
        </View>
      ))}
    </View>
  );
}
