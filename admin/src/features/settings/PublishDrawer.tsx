import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, DatePicker, Drawer, Form, Input, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { CONFIRMATIONS, type Confirmation } from '@paifan/shared/settings/confirmations';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '../../api/client';
import { useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { TIME_FIELD } from '../../ui/timeField';
import { instantOf } from '../../ui/shopClock';
import { FindingText, titleOf } from '../rules/findings';
import { valueText } from './describe';
import { labelOf, type Draft } from './draft';

type Check = ResponseOf<'POST /api/admin/settings/check'>;

/** An earlier version whose content is published anew. */
interface Copied {
  readonly id: string;
}

interface Typed {
  note: string;
  inForceFrom?: Dayjs;
  confirmed?: Confirmation[];
  overruled?: string[];
}

interface PublishProps {
  readonly draft: Draft;
  /** Rolls back to it, instead of publishing what somebody changed. */
  readonly copied?: Copied;
  readonly onPublished: () => void;
}

/** The last look before publishing: what changes, what it gives away, what has to be confirmed, and why it is done. */
export function PublishDrawer({ draft, onClose, ...props }: PublishProps & { onClose: () => void }) {
  const check = useQuery({
    queryKey: ['settings-check', draft],
    queryFn: () =>
      request('POST /api/admin/settings/check', { body: { settings: asRecord(draft.settings) } }),
  });
  return (
    <Drawer
      open
      title={props.copied ? `检查并回滚到版本 ${props.copied.id}` : '检查并发布'}
      size={760}
      onClose={onClose}
    >
      <Loaded query={check}>{(found) => <Judged draft={draft} check={found} {...props} />}</Loaded>
    </Drawer>
  );
}

const asRecord = (settings: PlatformSettings): Record<string, unknown> => ({ ...settings });

function Judged({
  draft,
  check: { problems, confirmationsNeeded, findings, changes },
  copied,
  onPublished,
}: PublishProps & { check: Check }) {
  const publish = useWrite('POST /api/admin/settings/versions', '已发布', onPublished);
  const rollBack = useWrite('POST /api/admin/settings/versions/:id/rollback', '已回滚', onPublished);
  const isPending = publish.isPending || rollBack.isPending;
  const verb = copied ? '回滚' : '发布';
  const send = ({ note, inForceFrom, confirmed = [], overruled = [] }: Typed): void => {
    const { latestVersion, inForceVersion, settings } = draft;
    const body = {
      ...{ note, confirmed, overruled, latestVersion, inForceVersion },
      ...(inForceFrom ? { inForceFrom: instantOf(inForceFrom) } : {}),
    };
    if (copied) rollBack.mutate({ params: { id: copied.id }, body });
    else publish.mutate({ body: { ...body, settings: asRecord(settings) } });
  };
  if (problems.length > 0)
    return (
      <Alert
        type="error"
        showIcon
        title="以下内容有误，不能发布"
        description={problems.map(({ path, problem }) => (
          <div key={path}>
            {labelOf(path.split('.')[0] ?? path)}（{path}）：{problem}
          </div>
        ))}
      />
    );
  return (
    <Form<Typed>
      layout="vertical"
      initialValues={copied ? { note: `回滚到版本 ${copied.id}` } : {}}
      onFinish={send}
      disabled={isPending}
    >
      <h3>改动（{changes.length} 项）</h3>
      <Table
        size="small"
        pagination={false}
        rowKey="key"
        dataSource={changes}
        locale={{ emptyText: '与当前版本相同' }}
        columns={[
          { title: '设置', dataIndex: 'key', render: labelOf },
          { title: '现在', render: (_, { key, from }) => valueText(key, from) },
          { title: '改为', render: (_, { key, to }) => valueText(key, to) },
        ]}
      />
      <h3>利润校验</h3>
      {findings.length === 0 ? (
        <Alert type="success" showIcon title="全部商品与门店的让利都在利润之内" />
      ) : (
        <Form.Item
          name="overruled"
          rules={[
            {
              validator: (_, chosen: string[] | undefined) =>
                chosen?.length === findings.length
                  ? Promise.resolve()
                  : Promise.reject(new Error('让利超出利润的每一项都要逐项确认，或改回设置')),
            },
          ]}
        >
          <Checkbox.Group
            style={{ display: 'grid', gap: 8 }}
            options={findings.map((finding) => ({
              value: finding.name,
              label: (
                <>
                  {titleOf(finding)}：<FindingText finding={finding} />
                  ，仍然发布
                </>
              ),
            }))}
          />
        </Form.Item>
      )}
      {confirmationsNeeded.length === 0 ? null : (
        <>
          <h3>需要明确确认的奖励</h3>
          <Form.Item
            name="confirmed"
            extra="确认会连同您的姓名与时间记入操作记录"
            rules={[
              {
                validator: (_, chosen: Confirmation[] | undefined) =>
                  chosen?.length === confirmationsNeeded.length
                    ? Promise.resolve()
                    : Promise.reject(new Error('每一项都要确认')),
              },
            ]}
          >
            <Checkbox.Group
              options={confirmationsNeeded.map((name) => ({
                value: name,
                label: `我确认开启${CONFIRMATIONS[name].label}`,
              }))}
            />
          </Form.Item>
        </>
      )}
      <h3>{verb}</h3>
      <Form.Item
        name="note"
        label="理由"
        rules={[{ required: true, whitespace: true, max: 255, message: '请说明为什么这样改' }]}
      >
        <Input.TextArea rows={2} showCount maxLength={255} />
      </Form.Item>
      <Form.Item name="inForceFrom" label="生效时间" extra="不填则立即生效；定时发布至少提前一分钟">
        <DatePicker showTime {...TIME_FIELD} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isPending} disabled={changes.length === 0}>
        {verb} {changes.length} 项改动
      </Button>
    </Form>
  );
}
