import { Text, View } from '@tarojs/components';
import './TermsText.scss';

/** The text of the terms, paragraph by paragraph. */
export function TermsText({ body }: { body: string }) {
  return (
    <View className="terms-text t-terms-text">
      {body.split(/\n{2,}/).map((paragraph, index) => (
        <Text key={index} className="terms-text__paragraph">
          {paragraph}
        </Text>
      ))}
    </View>
  );
}
