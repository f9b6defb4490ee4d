import { Form, Input, InputNumber, Modal, Radio } from 'antd';
import { fenOfTyped, typedFen } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';

type Level = ResponseOf<'GET /api/admin/levels'>['items'][number];

interface Typed {
  id: string;
  name: string;
  rank: number;
  match: 'all' | 'any' | 'hand';
  spent?: string;
  completedOrders?: number | null;
  invitees?: number | null;
}

const initialOf = (level: Level | 'new'): Partial<Typed> => {
  if (level === 'new') return { match: 'any' };
  const { conditions } = level;
  return {
    ...{ id: level.id, name: level.name, rank: level.rank, match: conditions?.match ?? 'hand' },
    ...(conditions?.spentFen === undefined ? {} : { spent: typedFen(conditions.spentFen) }),
    ...{ completedOrders: conditions?.completedOrders, invitees: conditions?.invitees },
  };
};

function conditionsOf({ match, spent, completedOrders, invitees }: Typed): Level['conditions'] {
  if (match === 'hand') return null;
  const spentFen = spent ? (fenOfTyped(spent) ?? undefined) : undefined;
  return {
    match,
    ...(spentFen === undefined ? {} : { spentFen }),
    ...(completedOrders ? { completedOrders } : {}),
    ...(invitees ? { invitees } : {}),
  };
}

/** A level and what reaches it. What was typed stays when the server refuses it. */
export function LevelEditor({ level, onClose }: { level: Level | 'new'; onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const match = Form.useWatch('match', form);
  const create = useWrite('POST /api/admin/levels', '等级已新建', onClose);
  const change = useWrite('PUT /api/admin/levels/:id', '等级已保存', onClose);
  const isNew = level === 'new';
  const save = (typed: Typed): void => {
    const body = { name: typed.name, rank: typed.rank, conditions: conditionsOf(typed) };
    if (isNew) create.mutate({ body: { id: typed.id, ...body } });
    else change.mutate({ params: { id: level.id }, body });
  };
  return (
    <Modal
      open
      title={isNew ? '新建等级' : `修改等级「${level.name}」`}
      okText={isNew ? '新建' : '保存'}
      cancelText="取消"
      confirmLoading={create.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed> form={form} layout="vertical" initialValues={initialOf(level)} onFinish={save}>
        {isNew ? (
          <Form.Item
            name="id"
            label="编号"
            extra="设置里用它指代这个等级，建好后不能改"
            rules={[
              {
                required: true,
                pattern: /^[\p{L}\p{N}_-]{1,32}$/u,
                message: '最多 32 个字，只用文字、数字、下划线、连字符',
              },
            ]}
          >
            <Input />
          </Form.Item>
        ) : null}
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, max: 32, message: '请输入名称' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="rank"
          label="高低"
          extra="数越大等级越高，不能相同"
          rules={[{ required: true, message: '请输入高低' }]}
        >
          <InputNumber min={1} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="match" label="怎样达到">
          <Radio.Group
            options={[
              { value: 'any', label: '满足任一条' },
              { value: 'all', label: '全部满足' },
              { value: 'hand', label: '只手动授予' },
            ]}
          />
        </Form.Item>
        {match === 'hand' ? null : <Conditions />}
      </Form>
    </Modal>
  );
}

const Conditions = () => (
  <>
    <Form.Item
      name="spent"
      label="已完成订单实付满（元）"
      dependencies={['completedOrders', 'invitees']}
      rules={[
        ({ getFieldsValue }) => ({
          validator(_, typed: string | undefined) {
            if (typed && (fenOfTyped(typed) ?? 0) <= 0)
              return Promise.reject(new Error('请输入大于 0 的金额，最多两位小数'));
            const { completedOrders, invitees } = getFieldsValue(['completedOrders', 'invitees']) as Typed;
            return typed || completedOrders || invitees
              ? Promise.resolve()
              : Promise.reject(new Error('至少填一个条件'));
          },
        }),
      ]}
    >
      <Input inputMode="decimal" prefix="¥" style={{ width: 200 }} />
    </Form.Item>
    <Form.Item name="completedOrders" label="已完成订单数">
      <InputNumber min={1} max={1_000_000} precision={0} />
    </Form.Item>
    <Form.Item name="invitees" label="有效邀请人数" extra="被邀请人有已完成的订单才算">
      <InputNumber min={1} max={1_000_000} precision={0} />
    </Form.Item>
  </>
);
