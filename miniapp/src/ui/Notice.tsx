import { useQueryClient } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './Notice.scss';
import { Button } from './Button';
import { Icon, type IconName } from './Icon';

interface EmptyProps {
  title: string;
  text?: string;
  icon?: IconName;
  children?: ReactNode;
  action?: { text: string; onTap(): void };
}

/** There is nothing, and why, and what one can do. */
export function Empty({ title, text, icon = 'line', children, action }: EmptyProps) {
  return (
    <View className="notice t-empty">
      <Icon size="huge" name={icon} className="notice__icon" />
      <Text className="notice__title">{title}</Text>
      {text !== undefined && <Text className="notice__text">{text}</Text>}
      {children}
      {action !== undefined && <Button className="notice__action" text={action.text} onTap={action.onTap} />}
    </View>
  );
}

/**
 * It did not load: what the server said, and a way to try again. What else is on the screen and failed is asked for with the same tap:
 * it was mostly the network.
 */
export function ErrorState({ message, onRetry }: { message: string; onRetry(): void }) {
  const client = useQueryClient();
  const retry = () => {
    onRetry();
    void client.refetchQueries({
      type: 'active',
      predicate: ({ state }) => state.status === 'error' && state.fetchStatus === 'idle',
    });
  };
  return (
    <View className="notice t-error">
      <Icon size="huge" name="cloud" className="notice__icon" />
      <Text className="notice__title">没能加载出来</Text>
      <Text className="notice__text t-error-message">{message}</Text>
      <Button className="notice__action t-retry" text="重试" onTap={retry} />
    </View>
  );
}

/** Shown above the last good data when they could not be renewed. */
export function Stale({ message }: { message: string }) {
  return <View className="stale t-stale">{message}（下面是上次的内容）</View>;
}

/** The end of a list, or that its next page is coming. */
export function EndOfList({
  loading,
  failed,
  onRetry,
}: {
  loading: boolean;
  failed: boolean;
  onRetry(): void;
}) {
  if (failed)
    return <Button kind="quiet" className="t-more-retry" text="没能加载更多，点这里重试" onTap={onRetry} />;
  return <View className="end-of-list t-end">{loading ? '正在加载…' : '已经到底了'}</View>;
}
