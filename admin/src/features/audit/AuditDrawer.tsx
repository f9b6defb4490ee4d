import { Collapse, Descriptions, Drawer, Space, Table } from 'antd';
import type { ItemOf } from '../../api/queries';
import { auditLines, type AuditLine, type RuleWords } from '@paifan/shared/texts/auditText';
import { Time } from '../../ui/Time';
import { RULE_ROWS, type RuleKey } from '../rules/rows';
import { valueText } from '../settings/describe';
import { labelOf } from '../settings/draft';
import { SubjectName } from './SubjectName';

export type AuditEntry = ItemOf<'GET /api/admin/audit'>;

const isRule = (key: string): key is RuleKey => Object.hasOwn(RULE_ROWS, key);

const SETTINGS: RuleWords = { label: labelOf, text: valueText };
const RULES: RuleWords = {
  label: (key) => (isRule(key) ? RULE_ROWS[key].label : key),
  text: (key, value) => {
    if (!isRule(key)) return JSON.stringify(value);
    try {
      // The log keeps what the rules had parsed; one that was kept before they changed is shown as it is.
      return RULE_ROWS[key].text(value as never);
    } catch {
      return JSON.stringify(value);
    }
  },
};

/** What an operator did: who, when, to what, and what changed. */
export function AuditDrawer({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { changed, same } = auditLines(entry, { settings: SETTINGS, rules: RULES });
  return (
    <Drawer open size={720} title={entry.text} onClose={onClose}>
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { label: '时间', children: <Time iso={entry.at} /> },
            {
              label: '操作员',
              children:
                entry.operator === null ? '系统' : `${entry.operator.name}（${entry.operator.login}）`,
            },
            { label: '对象', children: <SubjectName subject={entry.subject} /> },
          ]}
        />
        <Lines lines={changed} empty="内容没有变" />
        <Collapse
          items={[
            ...(same.length === 0
              ? []
              : [
                  {
                    key: 'same',
                    label: `没有变的 ${same.length} 项`,
                    children: <Lines lines={same} empty="" />,
                  },
                ]),
            { key: 'raw', label: '原始内容', children: <Raw entry={entry} /> },
          ]}
        />
      </Space>
    </Drawer>
  );
}

const Lines = ({ lines, empty }: { lines: readonly AuditLine[]; empty: string }) => (
  <Table<AuditLine>
    size="small"
    pagination={false}
    rowKey="key"
    dataSource={[...lines]}
    locale={{ emptyText: empty }}
    columns={[
      { title: '内容', dataIndex: 'title', width: 200, className: 'long-cell' },
      { title: '修改前', dataIndex: 'before', className: 'long-cell' },
      { title: '修改后', dataIndex: 'after', className: 'long-cell' },
    ]}
  />
);

const Raw = ({ entry: { subject, before, after } }: { entry: AuditEntry }) => (
  <pre className="long-text">{JSON.stringify({ subject, before, after }, null, 2)}</pre>
);
