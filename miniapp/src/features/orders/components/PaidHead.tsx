import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Icon, type IconName } from '@/ui/Icon';
import type { Order } from '../api/queries';
import './PaidHead.scss';

interface Props {
  order: Order;
  /** It is still being asked for. */
  waiting: boolean;
  featureName: string;
}

interface Said {
  icon: IconName;
  title: string;
  text: string | null;
}

function said({ order, waiting, featureName }: Props): Said {
  if (order.state === 'placed') {
    return waiting
      ? { icon: 'clock', title: '正在确认支付结果', text: '通常只要一两秒' }
      : {
          icon: 'clock',
          title: '还没有收到支付结果',
          text: '如果已经付款，结果稍后会自动更新，不必再付一次',
        };
  }
  if (order.state === 'closed') return { icon: 'close', title: '订单已关闭', text: '没有收到这一单的付款' };
  if (order.settled) return { icon: 'check', title: '支付成功', text: null };
  return waiting
    ? { icon: 'check', title: '支付成功', text: '正在排位…' }
    : { icon: 'check', title: '支付成功', text: `排位还在计算，稍后在「${featureName}」里就能看到` };
}

export function PaidHead(props: Props) {
  const { icon, title, text } = said(props);
  return (
    <View className="paid-head">
      <View className={icon === 'check' ? 'paid-head__mark paid-head__mark--done' : 'paid-head__mark'}>
        <Icon size="large" name={icon} className="paid-head__icon" />
      </View>
      <Text className="paid-head__title t-result-title">{title}</Text>
      <Amount fen={props.order.totalFen} size="huge" className="t-paid-amount" />
      {text !== null && <Text className="muted t-result-text">{text}</Text>}
    </View>
  );
}
