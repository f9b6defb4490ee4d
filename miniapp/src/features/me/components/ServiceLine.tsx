import { Button as NativeButton } from '@tarojs/components';
import './ServiceLine.scss';

/** WeChat's own customer service, which only its own button opens; the web has none. */
export function ServiceLine() {
  if (process.env.TARO_ENV === 'h5') return null;
  return (
    <NativeButton className="service-line t-service" openType="contact">
      联系客服
    </NativeButton>
  );
}
