import { Button, Table } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { LevelEditor } from '../../features/members/LevelEditor';
import { conditionsText } from '../../features/members/levelText';
import { EditOrDelete } from '../../ui/EditOrDelete';
import { Loaded } from '../../ui/Loaded';
import { Nothing } from '../../ui/Nothing';
import { PageHead } from '../../ui/PageHead';

export type Level = ResponseOf<'GET /api/admin/levels'>['items'][number];

/** Member levels, and what reaches them. */
export default function Levels() {
  const levels = useRead('GET /api/admin/levels', {});
  const mayChange = useMay('settings.publish');
  const remove = useWrite('DELETE /api/admin/levels/:id', '已删除');
  const [editing, setEditing] = useState<Level | 'new' | null>(null);
  return (
    <>
      <PageHead
        title="会员等级"
        about="达到条件后自动升级；改动后不久，全部会员按新条件重新评定"
        actions={
          mayChange ? (
            <Button type="primary" onClick={() => setEditing('new')}>
              新建等级
            </Button>
          ) : null
        }
      />
      <Loaded query={levels}>
        {({ items }) => (
          <Table<Level>
            size="middle"
            pagination={false}
            rowKey="id"
            dataSource={items}
            locale={{ emptyText: <Nothing text="还没有等级" hint="新建等级后，会员达到条件自动升级" /> }}
            columns={[
              { title: '编号', dataIndex: 'id' },
              { title: '名称', dataIndex: 'name' },
              { title: '高低', dataIndex: 'rank', align: 'right' },
              { title: '条件', render: (_, { conditions }) => conditionsText(conditions) },
              ...(mayChange
                ? [
                    {
                      title: '操作',
                      render: (_: unknown, level: Level) => (
                        <EditOrDelete
                          onEdit={() => setEditing(level)}
                          removal={{
                            title: `删除等级「${level.name}」`,
                            facts: [['条件', conditionsText(level.conditions)]],
                            warning: '仍有会员在此等级、或设置里用到时不能删除。',
                            verb: '删除',
                            run: () => remove.mutateAsync({ params: { id: level.id } }),
                          }}
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {editing === null ? null : <LevelEditor level={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
