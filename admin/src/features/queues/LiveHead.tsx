import { Card, Table } from 'antd';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { LINE_COLUMNS } from './LineTable';

/** How often the head of a line is looked at. */
export const LIVE_MS = 3_000;

const HEAD = 10;
const SHOWN = new Set(['position', 'place', 'member', 'title', 'received', 'ahead', 'completed', 'joinedAt']);

/** The head of a line, live. */
export function LiveHead({ queue }: { queue: QueueKey }) {
  const head = useRead(
    'GET /api/admin/queues/:key/entries',
    { params: { key: queue }, query: { limit: HEAD } },
    { refetchInterval: LIVE_MS },
  );
  return (
    <Card size="small" title="队首" extra={<span className="quiet">每 {LIVE_MS / 1_000} 秒更新</span>}>
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
