import { Button, Card, Drawer, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { useList, useRead, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ListTable, type Column } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

type Version = ItemOf<'GET /api/admin/terms'>;

/** The terms, version by version. What was published stays as it is: a change is a new version. */
export default function Terms() {
  const list = useList('GET /api/admin/terms', {});
  const mayPublish = useMay('settings.publish');
  const [open, setOpen] = useState<Version | 'new' | null>(null);
  const newest = list.data?.pages[0]?.items[0];
  const columns: readonly Column<Version>[] = [
    {
      key: 'id',
      title: '版本',
      render: ({ id }) => `${id}${id === newest?.id ? '（现行）' : ''}`,
    },
    { key: 'title', title: '标题', render: ({ title }) => title },
    { key: 'length', title: '字数', align: 'right', render: ({ body }) => body.length },
    { key: 'publishedAt', title: '发布', render: ({ publishedAt }) => <Time iso={publishedAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: (version) => (
        <Button size="small" onClick={() => setOpen(version)}>
          查看
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="用户协议"
        about="发布新版本后，会员在下一次下单前须重新同意"
        actions={
          mayPublish ? (
            <Button type="primary" disabled={list.data === undefined} onClick={() => setOpen('new')}>
              发布新版本
            </Button>
          ) : null
        }
      />
      <ListTable
        name="terms"
        exported="a few to read"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有协议，下单时不要求同意"
        hint="发布第一版后，会员下单前须先同意"
      />
      {open === 'new' ? <Publish onClose={() => setOpen(null)} /> : null}
      {open === null || open === 'new' ? null : (
        <Drawer open title={`版本 ${open.id} · ${open.title}`} size={720} onClose={() => setOpen(null)}>
          <Paragraphs body={open.body} />
        </Drawer>
      )}
    </>
  );
}

/** As members read it: an empty line begins a paragraph. */
const Paragraphs = ({ body }: { body: string }) => (
  <>
    {body.split(/\n\s*\n/).map((paragraph, index) => (
      <p key={index} style={{ whiteSpace: 'pre-wrap' }}>
        {paragraph}
      </p>
    ))}
  </>
);

function Publish({ onClose }: { onClose: () => void }) {
  // Read anew: what is shown as the newest is what the new version follows.
  const now = useRead('GET /api/admin/terms', { query: { limit: 1 } });
  return (
    <Drawer open title="发布新版本" size={960} onClose={onClose}>
      <Loaded query={now}>
        {({ items: [latest], template }) => (
          <Editor
            start={latest ?? template}
            template={template}
            latestId={latest?.id ?? null}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Drawer>
  );
}

interface Text {
  title: string;
  body: string;
}

function Editor({
  start,
  template,
  latestId,
  onClose,
}: {
  start: Text;
  template: Text;
  latestId: string | null;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Text>();
  const body = Form.useWatch('body', form) ?? start.body;
  // The version that was seen when the editor was opened: another one published meanwhile is told, not covered.
  const [seen] = useState(latestId);
  const confirm = useConfirm();
  const publish = useWrite('POST /api/admin/terms', '已发布', onClose);
  const ask = (typed: Text): void =>
    confirm({
      title: '发布协议',
      facts: [
        ['标题', typed.title],
        ['字数', typed.body.trim().length],
        ['上一版本', seen ?? '无'],
      ],
      warning: '发布后不能修改；每位会员下一次下单前都要重新同意。',
      verb: '发布',
      run: () => publish.mutateAsync({ body: { ...typed, latestId: seen } }),
    });
  return (
    <Form<Text>
      form={form}
      layout="vertical"
      initialValues={{ title: start.title, body: start.body }}
      onFinish={ask}
    >
      <Form.Item
        name="title"
        label="标题"
        rules={[{ required: true, whitespace: true, max: 64, message: '请输入标题' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name="body"
        label="正文"
        extra="纯文本；空一行另起一段"
        rules={[{ required: true, whitespace: true, max: 20_000, message: '请输入正文，最多 20,000 字' }]}
      >
        <Input.TextArea rows={14} maxLength={20_000} showCount />
      </Form.Item>
      <Space>
        <Button type="primary" htmlType="submit" loading={publish.isPending}>
          检查并发布
        </Button>
        <Button onClick={() => form.setFieldsValue({ title: template.title, body: template.body })}>
          换成范本
        </Button>
      </Space>
      <Card size="small" title="会员看到的样子" style={{ marginTop: 16 }}>
        <Paragraphs body={body} />
      </Card>
    </Form>
  );
}
