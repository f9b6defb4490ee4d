import { Button, Drawer, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { valueText } from '../../features/settings/describe';
import { labelOf } from '../../features/settings/draft';
import { PublishDrawer } from '../../features/settings/PublishDrawer';
import { useList, useRead, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

type Version = ItemOf<'GET /api/admin/settings/versions'>;
type Now = ResponseOf<'GET /api/admin/settings'>;

const STATES = {
  inForce: <Tag color="success">生效中</Tag>,
  scheduled: <Tag color="warning">待生效</Tag>,
  superseded: <Tag>已替换</Tag>,
  cancelled: <Tag>已取消</Tag>,
} as const;

/** Every version of the settings: who, when, why, what changed; and the way back. */
export default function Versions() {
  const list = useList('GET /api/admin/settings/versions', {});
  const now = useRead('GET /api/admin/settings', {});
  const mayPublish = useMay('settings.publish');
  const [compared, setCompared] = useState<Version | null>(null);
  const [wanted, setWanted] = useState<Version | null>(null);
  const confirm = useConfirm();
  const cancel = useWrite('POST /api/admin/settings/versions/:id/cancel', '已取消');
  const inForce = now.data?.inForce.id;

  const columns: readonly Column<Version>[] = [
    { key: 'id', title: '版本', render: ({ id }) => id },
    { key: 'state', title: '状态', render: ({ state }) => STATES[state] },
    { key: 'note', title: '理由', render: ({ note }) => note },
    { key: 'by', title: '发布人', render: ({ publishedBy }) => publishedBy },
    { key: 'from', title: '生效时间', render: ({ inForceFrom }) => <Time iso={inForceFrom} /> },
    {
      key: 'overruled',
      title: '放行的利润校验',
      render: ({ overruledTitles: titles }) => (titles.length === 0 ? '—' : <Several of={titles} />),
    },
    {
      key: 'actions',
      title: '操作',
      render: (version) => (
        <Space>
          <Button size="small" onClick={() => setCompared(version)}>
            比较
          </Button>
          {mayPublish && version.state === 'scheduled' ? (
            <Button
              size="small"
              danger
              onClick={() =>
                confirm({
                  title: `取消版本 ${version.id}`,
                  facts: [
                    ['理由', version.note],
                    ['原定生效', <Time key="t" iso={version.inForceFrom} />],
                  ],
                  verb: '取消该版本',
                  run: () => cancel.mutateAsync({ params: { id: version.id } }),
                })
              }
            >
              取消
            </Button>
          ) : null}
          {mayPublish && version.state === 'superseded' ? (
            <Button size="small" onClick={() => setWanted(version)}>
              回滚
            </Button>
          ) : null}
        </Space>
      ),
    },
  ];
  return (
    <>
      <PageHead title="设置版本" about="每次发布都保留；回滚是把旧版本的内容作为新版本发布" />
      <ListTable
        name="versions"
        exported="a few to read"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有发布过设置，现在按默认值"
        hint="在设置页改动并发布后，每一版列在这里"
      />
      {wanted !== null && now.data ? (
        <RollBack version={wanted} now={now.data} onClose={() => setWanted(null)} />
      ) : null}
      {compared !== null && inForce !== undefined ? (
        <Drawer
          open
          size={720}
          title={`版本 ${compared.id} 与当前版本 ${inForce}`}
          onClose={() => setCompared(null)}
        >
          <Comparison from={compared.id} to={inForce} />
        </Drawer>
      ) : null}
    </>
  );
}

const NAMED = 3;

/** The first of some, and how many there are; whoever points at it reads all of them. */
const Several = ({ of }: { of: readonly string[] }) => (
  <span title={of.join('、')}>
    {of.slice(0, NAMED).join('、')}
    {of.length > NAMED ? ` 等 ${of.length} 项` : ''}
  </span>
);

function Comparison({ from, to }: { from: string; to: string }) {
  const compared = useRead('GET /api/admin/settings/compare', { query: { from, to } });
  return (
    <Loaded query={compared}>
      {({ changes }) => (
        <Table
          size="small"
          pagination={false}
          rowKey="key"
          dataSource={changes}
          locale={{ emptyText: '内容相同' }}
          columns={[
            { title: '设置', dataIndex: 'key', render: labelOf },
            { title: `版本 ${from}`, render: (_, change) => valueText(change.key, change.from) },
            { title: `版本 ${to}`, render: (_, change) => valueText(change.key, change.to) },
          ]}
        />
      )}
    </Loaded>
  );
}

/** A rollback is judged like any other publication: by what it would change and give away now. */
function RollBack({ version: { id }, now, onClose }: { version: Version; now: Now; onClose: () => void }) {
  const found = useRead('GET /api/admin/settings/versions/:id', { params: { id } });
  return (
    <Loaded query={found}>
      {({ settings }) => (
        <PublishDrawer
          draft={{ latestVersion: now.latestVersion, inForceVersion: now.inForce.id, settings }}
          copied={{ id }}
          onClose={onClose}
          onPublished={onClose}
        />
      )}
    </Loaded>
  );
}
