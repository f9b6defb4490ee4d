import { csvWriter, type TableWriter } from './csvWriter';
import { xlsxWriter } from './xlsxWriter';
import type { TableFormat } from '@paifan/shared/longJobs/kinds';

/** How a table is written, by its format. */
export const TABLE_FORMATS: Readonly<
  Record<
    TableFormat,
    { readonly type: string; readonly open: (file: string, titles: readonly string[]) => TableWriter }
  >
> = {
  csv: { type: 'text/csv; charset=utf-8', open: csvWriter },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    open: (file, titles) => xlsxWriter(file, titles),
  },
};
