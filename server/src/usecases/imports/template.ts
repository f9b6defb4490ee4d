import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import { fen } from '@paifan/shared/money/fen';
import { cellOf } from '../../tables/columns';
import { TABLE_FORMATS } from '../../tables/formats';
import { PRODUCT_COLUMNS, PRODUCT_TITLES, type ProductTableRow } from './productTable';

const FIRST: ProductTableRow = {
  ...{ code: 'TEA-001', title: '龙井茶', categoryName: '好物', summary: '明前新茶', detail: '产自西湖。' },
  ...{ specNames: ['规格', '等级'], choices: ['100 克', '特级'], skuCode: 'TEA-001-1', stock: 100 },
  ...{ priceFen: fen(16_800), costFen: fen(9_000), skuOnSale: true, onSale: true, weightGrams: 150 },
  ...{ pictures: ['/pictures/products/longjing-tea.svg'], merchantId: null },
};
const SECOND: ProductTableRow = {
  ...{ ...FIRST, choices: ['250 克', '特级'], skuCode: 'TEA-001-2', priceFen: fen(38_800) },
  ...{ costFen: fen(21_000), stock: 50 },
};

/** Whoever fills it in brings products of their own. */
const COLUMNS = PRODUCT_COLUMNS.filter(({ title }) => title !== PRODUCT_TITLES.merchant);

/** A table of products to fill in, with an example of two SKUs of one product. */
export async function productTemplate(format: TableFormat): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paifan-template-'));
  try {
    const file = path.join(folder, randomUUID());
    const writer = TABLE_FORMATS[format].open(
      file,
      COLUMNS.map(({ title }) => title),
    );
    await writer.write([FIRST, SECOND].map((row) => COLUMNS.map((column) => cellOf(column, row))));
    await writer.end();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
