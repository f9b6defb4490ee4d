import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobResult } from '../../db/models/longJobs';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { readTable, UnreadableTable, type TextTable } from '../../tables/readTable';
import type { ShopContext } from '../context';
import type { JobOutcome, RunningJob, LongJobRun } from '../longJobs/runningJob';
import { importParams } from './importParams';
import { importTarget, type ImportTarget } from './importTarget';
import { judgeProducts, type ImportedProduct, type JudgedTable, type TableProblem } from './judgeProducts';
import { saveImported } from './saveImported';

const SHOWN = 200;

/** A dry run that is undone. */
class Undone extends Error {}

/**
 * Lists everything that is wrong with a table of products, and changes nothing: each product is saved just as the import would, and
 * that is undone at once, so the locks are short and whatever would refuse it says so.
 */
export const checkProducts: LongJobRun = async (shop, job) => {
  const { products, problems } = await judge(shop, job);
  const found: TableProblem[] = [...problems];
  const wrongRows = new Set(problems.map(({ row }) => row));
  const target = await importTarget(shop, job);
  for (const [index, product] of products.entries()) {
    if (!product.skus.some(({ row }) => wrongRows.has(row)))
      found.push(...(await tryToSave(shop, target, product)));
    await job.tell(index + 1, products.length);
  }
  return finding(found);
};

async function tryToSave(
  shop: ShopContext,
  target: ImportTarget,
  product: ImportedProduct,
): Promise<readonly TableProblem[]> {
  try {
    await inTransaction(shop.db, async (tx) => {
      await saveImported(shop, tx, target, product);
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof ApiError) return [{ row: product.row, column: null, problem: error.message }];
    if (!(error instanceof Undone)) throw error;
  }
  return [];
}

/**
 * Saves a table of products: all of it or nothing, in one transaction, which also says that it is done; begun again after that, it
 * does nothing more.
 */
export const importProducts: LongJobRun = async (shop, job) => {
  if (job.row.result !== null) return { extension: null, result: job.row.result };
  const { products, problems } = await judge(shop, job);
  if (problems.length > 0) return refused(problems);
  const target = await importTarget(shop, job);
  try {
    return await inTransaction(shop.db, (tx) => saveAll(shop, tx, { job, target, products }));
  } catch (error) {
    if (error instanceof RowRefused) return refused([error.problem]);
    throw error;
  }
};

/** What the check found was right is not any more. */
class RowRefused extends Error {
  constructor(readonly problem: TableProblem) {
    super(problem.problem);
  }
}

interface Saving {
  readonly job: RunningJob;
  readonly target: ImportTarget;
  readonly products: readonly ImportedProduct[];
}

async function saveAll(shop: ShopContext, tx: Tx, { job, target, products }: Saving): Promise<JobOutcome> {
  // In the order of their codes, so that two imports never wait for each other in a circle.
  const inOrder = [...products].sort((a, b) => (a.code < b.code ? -1 : 1));
  for (const [index, product] of inOrder.entries()) {
    await saveImported(shop, tx, target, product).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      throw new RowRefused({ row: product.row, column: null, problem: error.message });
    });
    await job.tell(index + 1, products.length);
  }
  const outcome = finding([]);
  await execute(tx, 'UPDATE long_jobs SET result = ? WHERE id = ?', [
    JSON.stringify(outcome.result),
    job.row.id,
  ]);
  return outcome;
}

async function judge(shop: ShopContext, job: RunningJob): Promise<JudgedTable> {
  const { file } = importParams.parse(job.row.params);
  const { merchantId } = job.row;
  const categories = await shop.db.categories.findAll();
  const ids = new Map(categories.map(({ id, name }) => [name, id]));
  try {
    return judgeProducts(await readUploaded(shop, file), ids, merchantId);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return { products: [], problems: [{ row: 1, column: null, problem: error.message }] };
  }
}

async function readUploaded(shop: ShopContext, file: string): Promise<TextTable> {
  return readTable(await readFile(path.join(shop.files.folders.tables, file)));
}

const refused = (problems: readonly TableProblem[]): JobOutcome => ({
  ...finding(problems),
  error: '检查之后商品资料有变化，没有导入任何商品，请重新检查',
});

function finding(problems: readonly TableProblem[]): { extension: null; result: LongJobResult } {
  const inOrder = [...problems].sort((a, b) => a.row - b.row);
  return {
    extension: null,
    result: { problems: inOrder.slice(0, SHOWN), problemCount: problems.length },
  };
}
