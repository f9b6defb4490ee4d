import { Alert, Form, Modal, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { TABLE_FORMAT_NAMES, type TableFormat } from '@paifan/shared/longJobs/kinds';
import { FilterDays } from '../../ui/FilterDays';
import { pickedNow } from '../../ui/shopClock';
import type { Side } from '../sides';
import { FollowExport } from './FollowExport';

const DAYS_BEFORE = 29;

interface ExportDialogProps {
  readonly side: Side;
  readonly label: string;
  /** It is of a span of days, which must be said. */
  readonly byDays: boolean;
  /** The days that the list shows now; absent: the last thirty. */
  readonly days?: Partial<Span>;
  /** Filters in use, by their names, that the export does not follow. */
  readonly unheeded?: readonly string[];
  /** The job that was started; null: none yet. */
  readonly job: string | null;
  readonly isAsking: boolean;
  readonly onStart: (asked: { format: TableFormat; from?: string; to?: string }) => void;
  readonly onClose: () => void;
}

/** Asks for the format, and the days where they matter, then follows the export. */
export function ExportDialog(props: ExportDialogProps) {
  const { side, label, byDays, days, unheeded = [], job, isAsking, onStart, onClose } = props;
  const [format, setFormat] = useState<TableFormat>('xlsx');
  const [span, setSpan] = useState(() => lastDays(days));
  const isSaid = !byDays || (span.from !== undefined && span.to !== undefined);
  return (
    <Modal
      open
      title={label}
      okText="开始导出"
      cancelText={job === null ? '取消' : '关闭'}
      okButtonProps={{ disabled: !isSaid || job !== null }}
      confirmLoading={isAsking}
      onOk={() => onStart({ format, ...(byDays ? span : {}) })}
      onCancel={onClose}
    >
      {job === null ? (
        <Form layout="vertical" data-saves="nothing">
          <Form.Item label="格式">
            <Radio.Group
              aria-label="格式"
              value={format}
              options={TABLE_FORMAT_NAMES.map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={({ target }) => setFormat(target.value as TableFormat)}
            />
          </Form.Item>
          {byDays ? (
            <Form.Item label="日期（含首尾）">
              <FilterDays {...span} onChange={setSpan} />
            </Form.Item>
          ) : null}
          <span className="quiet">按列表当前的筛选导出全部记录，不止当前页。</span>
          {unheeded.length > 0 ? (
            <Alert type="warning" title={`导出不支持这些筛选：${unheeded.join('、')}`} />
          ) : null}
        </Form>
      ) : (
        <FollowExport id={job} side={side} />
      )}
    </Modal>
  );
}

interface Span {
  from: string | undefined;
  to: string | undefined;
}

/** The days as they are filtered by; an open end is today, an open beginning thirty days before. */
function lastDays({ from, to }: Partial<Span> = {}): Span {
  const end = to ?? pickedNow().format('YYYY-MM-DD');
  return { from: from ?? dayjs(end).subtract(DAYS_BEFORE, 'day').format('YYYY-MM-DD'), to: end };
}
