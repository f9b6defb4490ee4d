import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { MESSAGE_KINDS, type MessageKind } from '@paifan/shared/texts/messageKinds';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { FIELD_TEXT, TemplateEditor } from '../../features/settings/TemplateEditor';
import { FilterSelect } from '../../ui/FilterSelect';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

type Template = ResponseOf<'GET /api/admin/message-templates'>['items'][number];

const SHOWN = { on: '推送到微信', off: '只进站内消息' } as const;

/** Which kinds of message go to WeChat too, and by which template. */
export default function MessageTemplates() {
  const templates = useRead('GET /api/admin/message-templates', {});
  const mayChange = useMay('settings.publish');
  const [{ shown }, setUrl] = useUrlState(['shown']);
  const [editing, setEditing] = useState<MessageKind | null>(null);
  return (
    <>
      <PageHead
        title="消息模板"
        about="每类消息都进会员的站内消息；配置了微信模板、且会员同意接收的，同时推送到微信"
      />
      <div className="filters">
        <FilterSelect
          name="去向"
          words={SHOWN}
          value={shown}
          onChange={(value) => setUrl({ shown: value })}
        />
      </div>
      <Loaded query={templates}>
        {({ items }) => {
          const byKind = new Map(items.map((template) => [template.kind, template]));
          const isOn = (kind: string): boolean => (byKind.get(kind)?.templateId ?? null) !== null;
          const kinds = (Object.keys(MESSAGE_KINDS) as MessageKind[]).filter(
            (kind) => shown === undefined || isOn(kind) === (shown === 'on'),
          );
          return (
            <>
              <Table
                size="middle"
                pagination={false}
                rowKey="kind"
                dataSource={kinds.map((kind) => ({ kind }))}
                columns={[
                  { title: '消息', render: (_, { kind }) => MESSAGE_KINDS[kind] },
                  { title: '微信模板', render: (_, { kind }) => <Where template={byKind.get(kind)} /> },
                  { title: '字段', render: (_, { kind }) => fieldsText(byKind.get(kind)) },
                  {
                    title: '操作',
                    render: (_, { kind }) =>
                      mayChange ? (
                        <Button size="small" onClick={() => setEditing(kind)}>
                          设置
                        </Button>
                      ) : null,
                  },
                ]}
              />
              {editing === null ? null : (
                <TemplateEditor
                  kind={editing}
                  template={byKind.get(editing)}
                  onClose={() => setEditing(null)}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Where({ template }: { template: Template | undefined }) {
  if (template === undefined || template.templateId === null)
    return <span className="quiet">只进站内消息</span>;
  return (
    <>
      <code>{template.templateId}</code> {template.source === 'configuration' ? <Tag>服务器配置</Tag> : null}
    </>
  );
}

const fieldsText = (template: Template | undefined): string =>
  template === undefined || template.templateId === null
    ? '—'
    : Object.entries(template.fields)
        .map(([keyword, field]) => `${keyword}：${FIELD_TEXT[field]}`)
        .join('，');
