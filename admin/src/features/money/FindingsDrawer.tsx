import { Drawer, Table } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { SubjectName } from '../audit/SubjectName';

type Finding = ResponseOf<'GET /api/admin/book-checks/:id'>['findings'][number];

/** Findings shown at once; of a check that finds more, most are of one cause. */
const AT_ONCE = 10;

/** What a check of the books found: by what was checked, with what to do about it. */
export function FindingsDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRead('GET /api/admin/book-checks/:id', { params: { id } });
  return (
    <Drawer open title="账目检查发现的问题" size={720} onClose={onClose}>
      <Loaded query={query}>
        {({ findings }) =>
          findings.length === 0
            ? '没有发现不符'
            : [...new Set(findings.map(({ check }) => check))].map((check) => (
                <Checked key={check} findings={findings.filter((finding) => finding.check === check)} />
              ))
        }
      </Loaded>
    </Drawer>
  );
}

const Checked = ({ findings }: { findings: readonly Finding[] }) => (
  <section>
    <h3>
      {findings[0]?.title}（{findings.length} 处）
    </h3>
    <p className="quiet">{findings[0]?.advice}</p>
    <Table
      size="small"
      pagination={{ pageSize: AT_ONCE, hideOnSinglePage: true, showSizeChanger: false }}
      rowKey={({ subject, problem }) => `${subject}/${problem}`}
      dataSource={[...findings]}
      columns={[
        {
          title: '在哪里',
          width: 240,
          render: (_, { about, where }) =>
            about === null ? where : <SubjectName subject={about}>{where}</SubjectName>,
        },
        {
          title: '不符',
          // As whoever mends it finds it in the program.
          render: (_, { check, problem, what }) => <span title={`${check}: ${problem}`}>{what}</span>,
        },
      ]}
    />
  </section>
);
