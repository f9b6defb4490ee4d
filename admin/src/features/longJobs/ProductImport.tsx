import { Alert, App, Button, Card, Space, Steps, Table, Upload } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { messageOf } from '@paifan/shared/client/failure';
import { longJobId } from '@paifan/shared/ids/ids';
import { TABLE_FORMAT_NAMES } from '@paifan/shared/longJobs/kinds';
import { download } from '../../api/client';
import { useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';
import type { Side } from '../sides';
import { JobProgress } from './JobProgress';
import { isOver, useLongJob, type LongJob } from './useLongJob';

const IMPORTS = {
  admin: 'POST /api/admin/imports/products',
  desk: 'POST /api/desk/imports/products',
} as const;

interface ProductImportProps {
  readonly side: Side;
  /** Sends the table, to be checked. */
  readonly check: (file: File) => Promise<{ readonly id: string }>;
  /** Why no table can be sent yet; null: it can. */
  readonly missing?: string | null;
  /** What else must be said beside the table. */
  readonly beside?: ReactNode;
  /** What happens to the products of the table. */
  readonly words?: ImportWords;
}

interface ImportWords {
  readonly verb: string;
  readonly warning: string;
  readonly done: string;
  readonly then: ReactNode;
}

const IMPORT: ImportWords = {
  verb: '导入',
  warning: '编码已存在的商品将按表格更新。',
  done: '已导入',
  then: <Link to="/products">查看商品</Link>,
};

/** Products from a table: a template, a check of every row, and the import of all of it or nothing. */
export function ProductImport({
  side,
  check: send,
  missing = null,
  beside,
  words = IMPORT,
}: ProductImportProps) {
  // In the address: a reload finds the check and the import again.
  const [{ check, done }, setState] = useUrlState(['check', 'done']);
  return (
    <>
      <PageHead
        title="批量导入商品"
        about="先检查每一行，全部无误后才能导入；导入要么全部成功，要么什么都不改"
      />
      <Steps
        className="form-card"
        current={check === undefined ? 0 : done === undefined ? 1 : 2}
        items={[{ title: '上传表格' }, { title: '检查' }, { title: words.verb }]}
      />
      <Choose
        {...{ side, send, missing, beside }}
        onChecked={(id) => setState({ check: id, done: undefined })}
      />
      {check === undefined ? null : (
        <Checked
          {...{ side, words, id: check }}
          mayImport={done === undefined}
          onImport={(id) => setState({ done: id })}
        />
      )}
      {done === undefined ? null : <Imported {...{ side, words, id: done }} />}
    </>
  );
}

function Choose({
  side,
  send: sendTable,
  missing,
  beside,
  onChecked,
}: {
  side: Side;
  send: ProductImportProps['check'];
  missing: string | null;
  beside: ReactNode;
  onChecked: (id: string) => void;
}) {
  const { message } = App.useApp();
  const [isSending, setSending] = useState(false);
  async function send(file: File): Promise<void> {
    setSending(true);
    try {
      onChecked((await sendTable(file)).id);
    } catch (error) {
      void message.error(messageOf(error), 6);
    } finally {
      setSending(false);
    }
  }
  const bring = (format: string): void =>
    void download(`/api/${side}/imports/products/template?format=${format}`, `商品导入模板.${format}`).catch(
      (error: unknown) => message.error(messageOf(error), 6),
    );
  return (
    <Card title="上传表格" className="form-card">
      {beside}
      <Space wrap>
        <Upload
          disabled={missing !== null}
          accept=".csv,.xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
        >
          <Button type="primary" loading={isSending} disabled={missing !== null}>
            选择 CSV 或 XLSX
          </Button>
        </Upload>
        {TABLE_FORMAT_NAMES.map((format) => (
          <Button key={format} onClick={() => bring(format)}>
            下载 {format.toUpperCase()} 模板
          </Button>
        ))}
      </Space>
      {missing === null ? null : <p className="quiet">{missing}</p>}
      <p className="quiet">
        一行一个规格，商品编码相同的行是同一个商品；编码已存在的商品会被更新。空着的格子保持原样。
      </p>
    </Card>
  );
}

function Checked({
  side,
  words,
  id,
  mayImport,
  onImport,
}: {
  side: Side;
  words: ImportWords;
  id: string;
  mayImport: boolean;
  onImport: (id: string) => void;
}) {
  const query = useLongJob(id, side);
  const confirm = useConfirm();
  const start = useWrite(IMPORTS[side], null, (job) => onImport(job.id));
  return (
    <Card title="检查" className="form-card">
      <Loaded query={query}>
        {(job) => (
          <>
            <JobProgress job={job} />
            <Problems job={job} />
            {job.state === 'done' && job.problemCount === 0 && mayImport ? (
              <Alert
                type="success"
                showIcon
                title={`${job.doneCount} 个商品全部正确`}
                action={
                  <Button
                    type="primary"
                    loading={start.isPending}
                    onClick={() =>
                      confirm({
                        title: `${words.verb}商品`,
                        facts: [['商品', `${job.doneCount} 个`]],
                        warning: words.warning,
                        verb: words.verb,
                        run: () => start.mutateAsync({ body: { checkId: longJobId(id) } }),
                      })
                    }
                  >
                    {words.verb} {job.doneCount} 个商品
                  </Button>
                }
              />
            ) : null}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Imported({ side, words, id }: { side: Side; words: ImportWords; id: string }) {
  const query = useLongJob(id, side);
  return (
    <Card title={words.verb} className="form-card">
      <Loaded query={query}>
        {(job) => (
          <>
            <JobProgress job={job} />
            <Problems job={job} />
            {job.state === 'done' && job.problemCount === 0 ? (
              <Alert
                type="success"
                showIcon
                title={`${words.done} ${job.doneCount} 个商品`}
                action={words.then}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** Everything that is wrong with the table, a row each; at most the first two hundred. */
function Problems({ job }: { job: LongJob }) {
  const { problems, problemCount } = job;
  if (!isOver(job) || problemCount === 0) return null;
  return (
    <>
      <Alert
        type="error"
        showIcon
        title={`发现 ${problemCount} 处问题，请改正后重新上传`}
        className="form-card"
        description={problems.length < problemCount ? `下面列出前 ${problems.length} 处。` : undefined}
      />
      <Table
        size="small"
        pagination={false}
        rowKey={({ row, column, problem }) => `${row}/${column ?? ''}/${problem}`}
        dataSource={problems}
        columns={[
          { title: '行', dataIndex: 'row', width: 80 },
          { title: '列', render: (_, { column }) => column ?? '整行', width: 160 },
          { title: '问题', dataIndex: 'problem' },
        ]}
      />
    </>
  );
}
