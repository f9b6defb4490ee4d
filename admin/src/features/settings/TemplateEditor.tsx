import { Alert, Button, Form, Input, Modal, Select, Space, Switch } from 'antd';
import { MESSAGE_KINDS, type MessageKind } from '@paifan/shared/texts/messageKinds';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';

type Template = ResponseOf<'GET /api/admin/message-templates'>['items'][number];
type Field = Template['fields'][string];

export const FIELD_TEXT: Readonly<Record<Field, string>> = {
  title: '标题',
  body: '正文',
  amount: '金额',
  time: '时间',
};

interface Typed {
  isOn: boolean;
  templateId: string;
  fields: { keyword: string; field: Field }[];
}

/** The template of one kind of message. What was typed stays when the server refuses it. */
export function TemplateEditor({
  kind,
  template,
  onClose,
}: {
  kind: MessageKind;
  template: Template | undefined;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Typed>();
  const isOn = Form.useWatch('isOn', form);
  const save = useWrite('PUT /api/admin/message-templates/:kind', '已保存', onClose);
  const fields = Object.entries(template?.fields ?? ({ thing1: 'title', thing2: 'body' } as const));
  return (
    <Modal
      open
      title={`「${MESSAGE_KINDS[kind]}」的微信模板`}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {template?.source === 'configuration' ? (
        <Alert type="info" showIcon title="现在用的是服务器配置；在这里保存后以这里为准" />
      ) : null}
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{
          isOn: (template?.templateId ?? null) !== null,
          templateId: template?.templateId ?? '',
          fields: fields.map(([keyword, field]) => ({ keyword, field })),
        }}
        onFinish={(typed) =>
          save.mutate({
            params: { kind },
            body: {
              templateId: typed.isOn ? typed.templateId.trim() : null,
              fields: Object.fromEntries(
                (typed.fields ?? []).map(({ keyword, field }) => [keyword.trim(), field]),
              ),
            },
          })
        }
      >
        <Form.Item name="isOn" label="推送到微信" valuePropName="checked">
          <Switch />
        </Form.Item>
        <div hidden={!isOn}>
          <Form.Item
            name="templateId"
            label="模板 ID"
            extra="在微信公众平台的「订阅消息」里选用模板后得到"
            rules={
              isOn ? [{ required: true, pattern: /^\s*[\w-]{1,128}\s*$/, message: '请输入模板 ID' }] : []
            }
          >
            <Input />
          </Form.Item>
          <Form.List name="fields">
            {(rows, { add, remove }) => (
              <Form.Item label="模板的关键词填什么">
                <Space orientation="vertical">
                  {rows.map(({ key, name }) => (
                    <Space key={key} align="baseline">
                      <Form.Item
                        noStyle
                        name={[name, 'keyword']}
                        rules={[
                          {
                            required: true,
                            pattern: /^\s*[a-z_]{1,24}\d{1,3}\s*$/,
                            message: '关键词如 thing1',
                          },
                        ]}
                      >
                        <Input
                          aria-label={`关键词 ${name + 1}`}
                          placeholder="thing1"
                          style={{ width: 160 }}
                        />
                      </Form.Item>
                      <Form.Item
                        noStyle
                        name={[name, 'field']}
                        rules={[{ required: true, message: '请选择内容' }]}
                      >
                        <Select
                          aria-label={`内容 ${name + 1}`}
                          style={{ width: 120 }}
                          options={(Object.keys(FIELD_TEXT) as Field[]).map((value) => ({
                            value,
                            label: FIELD_TEXT[value],
                          }))}
                        />
                      </Form.Item>
                      <Button size="small" type="text" danger onClick={() => remove(name)}>
                        移除
                      </Button>
                    </Space>
                  ))}
                  <Button size="small" onClick={() => add({ keyword: '', field: 'body' })}>
                    添加关键词
                  </Button>
                </Space>
              </Form.Item>
            )}
          </Form.List>
        </div>
      </Form>
    </Modal>
  );
}
