import { Button, DatePicker, Descriptions, Drawer, Form, Radio, Typography } from 'antd';
import type { Dayjs } from 'dayjs';
import { WIND_DOWN_MODE_TEXT } from '@paifan/shared/texts/states';
import { useWrite } from '../../api/queries';
import { Money } from '../../ui/Money';
import { TIME_FIELD } from '../../ui/timeField';
import { instantOf } from '../../ui/shopClock';
import { useConfirm } from '../../ui/useConfirm';
import type { AdminQueue } from './adminQueue';
import { queueTitle } from './words';

type Mode = keyof typeof WIND_DOWN_MODE_TEXT;

interface Typed {
  mode?: Mode;
  at?: Dayjs;
}

const WORDS = {
  reset: {
    title: '清零队列',
    verb: '通知并安排清零',
    about: '到时所有在排的权益作废，会员不再从中收到奖励；之后的订单重新开始排队。',
    warning: '清零后不能恢复。排队的会员会立即收到通知，执行后再收到一次。',
  },
  windDown: {
    title: '结束队列',
    verb: '通知并安排结束',
    about: '到时不再有新的权益加入，奖金池按所选方式发完，剩下的待奖励不再有来源。',
    warning: '排队的会员会立即收到通知。结束后可以重新开放，已作废的不会恢复。',
  },
} as const;

/** Announces that a queue will be cleared or wound down, in numbers and with notice. */
export function PlanDrawer({
  kind,
  queue,
  onClose,
}: {
  kind: keyof typeof WORDS;
  queue: AdminQueue;
  onClose: () => void;
}) {
  const confirm = useConfirm();
  const reset = useWrite('POST /api/admin/queues/:key/reset', '已安排清零，并通知会员', onClose);
  const windDown = useWrite('POST /api/admin/queues/:key/wind-down', '已安排结束，并通知会员', onClose);
  const { title, verb, about, warning } = WORDS[kind];
  const params = { key: queue.key };
  const facts = [
    ['队列', queueTitle(queue.key, queue.owner)],
    ['在排的权益', `${queue.waitingCount} 份`],
    ['待奖励', <Money key="outstanding" fen={queue.outstandingFen} />],
    ['奖金池', <Money key="pool" fen={queue.poolFen} />],
  ] as const;
  const ask = ({ at, mode = 'line' }: Typed): void => {
    const when = at ? { at: instantOf(at) } : {};
    confirm({
      title,
      facts: [
        ...facts,
        ['时间', at?.format('YYYY-MM-DD HH:mm') ?? '通知期满时'],
        ...(kind === 'windDown' ? [['奖金池', WIND_DOWN_MODE_TEXT[mode]] as const] : []),
      ],
      ...{ warning, verb },
      run: () =>
        kind === 'reset'
          ? reset.mutateAsync({ params, body: when })
          : windDown.mutateAsync({ params, body: { mode, ...when } }),
    });
  };
  return (
    <Drawer open title={title} size={560} onClose={onClose}>
      <Descriptions
        size="small"
        column={1}
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>
        {about}
      </Typography.Paragraph>
      {kind === 'windDown' && (queue.paused || queue.allPaused) ? (
        <Typography.Paragraph type="secondary">
          队列正在暂停：到时仍在暂停的，等恢复后才结束。
        </Typography.Paragraph>
      ) : null}
      <Form<Typed> layout="vertical" onFinish={ask} initialValues={{ mode: 'line' }}>
        {kind === 'windDown' ? (
          <Form.Item name="mode" label="奖金池怎么发">
            <Radio.Group
              options={(Object.keys(WIND_DOWN_MODE_TEXT) as Mode[]).map((value) => ({
                value,
                label: WIND_DOWN_MODE_TEXT[value],
              }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="at" label="执行时间" extra="不填则在设置里的提前通知时间满后执行；不能早于它">
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" {...TIME_FIELD} />
        </Form.Item>
        <Button danger type="primary" htmlType="submit" loading={reset.isPending || windDown.isPending}>
          {verb}
        </Button>
      </Form>
    </Drawer>
  );
}
