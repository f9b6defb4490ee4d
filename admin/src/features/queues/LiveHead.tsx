import { Card, Table } from 'antd';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { useLive, type LiveState } from '../../api/live';
import { useRead } from '../../api/queries';
import { LiveMark } from '../../ui/LiveMark';
import { Loaded } from '../../ui/Loaded';
import { LINE_COLUMNS } from './LineTable';

/** How often a line is looked at by a role that may not listen. */
const LOOK_MS = 3_000;
/** What passes with time alone. */
const ANEW_MS = 60_000;

interface LiveLine {
  readonly live: LiveState;
  readonly refetchInterval: number;
}

/** Lets all that is shown of a line be read as soon as something happens in it. */
export function useLiveLine(queue: QueueKey): LiveLine {
  const live = useLive([`queue:${queue}`]);
  return { live, refetchInterval: live === 'absent' ? LOOK_MS : ANEW_MS };
}

const HEAD = 10;
const SHOWN = new Set(['position', 'place', 'member', 'title', 'received', 'ahead', 'completed', 'joinedAt']);

/** How the head of a line is asked for. */
export const headOf = (queue: QueueKey) => ({ params: { key: queue }, query: { limit: HEAD } });

/** The head of a line, live. */
export function LiveHead({ queue, live, refetchInterval }: { queue: QueueKey } & LiveLine) {
  const head = useRead('GET /api/admin/queues/:key/entries', headOf(queue), { refetchInterval });
  return (
    <Card
      size="small"
      title="队首"
      extra={
        live === 'absent' ? (
          <span className="quiet">每 {LOOK_MS / 1_000} 秒更新</span>
        ) : (
          <LiveMark state={live} />
        )
      }
    >
      <Loaded query={head}>
        {({ items }) => (
          <Table
            size="small"
            pagination={false}
            rowKey="id"
            scroll={{ x: 'max-content' }}
            dataSource={items}
            locale={{ emptyText: '现在没有人排队' }}
            columns={LINE_COLUMNS.filter(({ key }) => SHOWN.has(key)).map(
              ({ key, title, align, render }) => ({
                ...{ key, title, align },
                render: (_: unknown, entry: (typeof items)[number]) => render(entry),
              }),
            )}
          />
        )}
      </Loaded>
    </Card>
  );
}
