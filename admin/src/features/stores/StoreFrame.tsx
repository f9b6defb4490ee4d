import { Card, Descriptions, Space, Tabs, type DescriptionsProps, type TabsProps } from 'antd';
import { useUrlState } from '../../ui/useUrlState';

interface StoreFrameProps {
  /** What is known of the store beside what the tabs change. */
  readonly facts: NonNullable<DescriptionsProps['items']>;
  readonly tabs: NonNullable<TabsProps['items']>;
}

/** The page of a store below its head; the address keeps which tab is open. */
export function StoreFrame({ facts, tabs }: StoreFrameProps) {
  const [{ tab }, setUrl] = useUrlState(['tab']);
  const open = tabs.find(({ key }) => key === tab) ?? tabs[0];
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Card>
        <Descriptions column={{ xs: 1, lg: 3 }} items={facts} />
      </Card>
      <Card>
        <Tabs activeKey={open?.key} onChange={(key) => setUrl({ tab: key })} items={tabs} />
      </Card>
    </Space>
  );
}
