import { Button, Descriptions, Drawer, Space, Table } from 'antd';
import { Link } from 'react-router';
import { nameOfKind } from '@paifan/shared/texts/messageKinds';
import { WECHAT_MESSAGE_STATE_TEXT, WECHAT_MESSAGE_STATE_TONE } from '@paifan/shared/texts/states';
import { useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { MemberName } from '../../ui/MemberName';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { reasonText } from './words';

export type SentMessage = ItemOf<'GET /api/admin/messages'>;

/** A message as the member reads it, and how it went to WeChat. */
export function MessageDrawer({ message, onClose }: { message: SentMessage; onClose: () => void }) {
  const { member, title, body, kind, at, readAt, wechat } = message;
  return (
    <Drawer open size={720} title={title} onClose={onClose}>
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Descriptions
          size="small"
          column={2}
          items={[
            { label: '会员', children: <MemberName member={member} /> },
            { label: '消息', children: nameOfKind(kind) },
            { label: '时间', children: <Time iso={at} /> },
            { label: '读到', children: readAt === null ? '未读' : <Time iso={readAt} /> },
            { label: '内容', span: 2, children: <span className="long-text">{body}</span> },
            { label: '相关', span: 2, children: <Subject message={message} /> },
          ]}
        />
        <h3>微信推送</h3>
        <Descriptions
          size="small"
          column={2}
          items={[
            {
              label: '结果',
              children: (
                <StateTag
                  tone={WECHAT_MESSAGE_STATE_TONE[wechat.state]}
                  text={WECHAT_MESSAGE_STATE_TEXT[wechat.state]}
                />
              ),
            },
            { label: '推送次数', children: wechat.tries },
            { label: '最近一次', children: <Time iso={wechat.askedAt} /> },
            { label: '下一次', children: <Time iso={wechat.nextTryAt} /> },
            ...(wechat.error === null
              ? []
              : [{ label: '原因', span: 2, children: reasonText(wechat.error) }]),
          ]}
        />
        {wechat.letter === null ? null : <Letter letter={wechat.letter} />}
        {wechat.state === 'failed' ? <Again message={message} /> : null}
      </Space>
    </Drawer>
  );
}

/** The order or the entry that a message speaks of. */
function Subject({ message: { orderNo, entryId } }: { message: SentMessage }) {
  const [maySeeOrders, maySeeQueues] = [useMay('orders.read'), useMay('queues.read')];
  if (orderNo !== null)
    return maySeeOrders ? <Link to={`/orders/${orderNo}`}>订单 {orderNo}</Link> : <>订单 {orderNo}</>;
  if (entryId === null) return <>—</>;
  return maySeeQueues ? <Link to={`/entries/${entryId}`}>排队权益 {entryId}</Link> : <>排队权益 {entryId}</>;
}

/** What WeChat was asked to send last, field by field. */
const Letter = ({
  letter: { templateId, page, data },
}: {
  letter: NonNullable<SentMessage['wechat']['letter']>;
}) => (
  <Table
    size="small"
    pagination={false}
    rowKey="field"
    dataSource={[
      { field: '模板 ID', text: templateId },
      { field: '打开页面', text: page },
      ...Object.entries(data).map(([field, text]) => ({ field, text })),
    ]}
    columns={[
      { title: '字段', dataIndex: 'field', width: 160 },
      { title: '发给微信的内容', dataIndex: 'text', className: 'long-cell' },
    ]}
  />
);

function Again({ message: { outboxId } }: { message: SentMessage }) {
  const again = useWrite('POST /api/admin/system/outbox/:id/retry', '会再推送一次');
  if (!useMay('system.manage')) return null;
  return (
    <Button loading={again.isPending} onClick={() => again.mutate({ params: { id: outboxId } })}>
      再推送一次
    </Button>
  );
}
