import { skuProblems, type SkuProblem } from '@paifan/shared/catalogue/products';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { fen, type Fen } from '@paifan/shared/money/fen';
import type { TextTable } from '../../tables/readTable';
import { NO, PRODUCT_TITLES, YES, type ProductTitle } from './productTable';

/** One thing wrong with a table: the row as a spreadsheet counts (the titles are row 1), and the column by its title. */
export interface TableProblem {
  readonly row: number;
  readonly column: string | null;
  readonly problem: string;
}

/** A SKU as its row says. null: the cell is empty. */
export interface ImportedSku {
  readonly row: number;
  readonly choices: readonly string[];
  readonly code: string | null;
  readonly priceFen: Fen;
  readonly costFen: Fen | null;
  readonly stock: number | null;
  readonly onSale: boolean;
}

/** A product as its rows say; what is about the product stands in the first of them. null: the cell is empty. */
export interface ImportedProduct {
  readonly row: number;
  readonly code: string;
  readonly title: string;
  readonly categoryId: string;
  readonly summary: string | null;
  readonly specNames: readonly string[];
  readonly onSale: boolean;
  readonly weightGrams: number | null;
  readonly pictures: readonly string[] | null;
  readonly detail: string | null;
  readonly skus: readonly ImportedSku[];
}

export interface JudgedTable {
  readonly products: readonly ImportedProduct[];
  readonly problems: readonly TableProblem[];
}

/** As many rows as one import may have: it is saved in one transaction. */
export const ROWS_AT_MOST = 5_000;
const T = PRODUCT_TITLES;
const NEEDED: readonly ProductTitle[] = [T.code, T.title, T.category, T.price];
const MOST_FEN = 100_000_000;
const MOST_STOCK = 10_000_000;

/**
 * Reads a table of products, one row a SKU, and lists everything that is wrong with it. Empty rows are passed over. Nothing is
 * looked up but categories: what is in the catalogue already is no matter here.
 * @param categories ids by name
 * @param merchantId whose products they are to be; null: the shop's own. A table that was exported may have those of others
 */
export function judgeProducts(
  table: TextTable,
  categories: ReadonlyMap<string, string>,
  merchantId: MerchantId | null,
): JudgedTable {
  const titles = table[0] ?? [];
  const missing = NEEDED.filter((title) => !titles.includes(title));
  if (missing.length > 0)
    return only({ row: 1, column: null, problem: `缺少列：${missing.join('、')}；请下载模板对照` });
  const twice = titles.find((title, at) => title !== '' && titles.indexOf(title) !== at);
  if (twice !== undefined) return only({ row: 1, column: twice, problem: '列名重复' });
  const rows = table
    .map((cells, index) => new Row(index + 1, cells, titles))
    .filter((row) => row.number > 1 && !row.isEmpty);
  if (rows.length === 0) return only({ row: 1, column: null, problem: '表中没有商品' });
  if (rows.length > ROWS_AT_MOST)
    return only({ row: 1, column: null, problem: `最多 ${ROWS_AT_MOST} 行，请分批导入` });

  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const code = row.text(T.code, 64, { needed: true });
    if (code !== null && !/^[!-~]+$/.test(code)) row.refuse(T.code, '只能使用字母、数字和英文符号');
    const whose = row.text(T.merchant, 20);
    if (whose !== null && whose !== merchantId)
      row.refuse(T.merchant, '这是别的商家的商品，不能在这里导入；请去掉这一行');
    groups.set(code ?? '', [...(groups.get(code ?? '') ?? []), row]);
  }
  groups.delete('');
  const products = [...groups].map(([code, group]) => judgeProduct(code, group, categories));
  const problems = rows.flatMap((row) => row.problems);
  return { products, problems };
}

const only = (problem: TableProblem): JudgedTable => ({ products: [], problems: [problem] });

function judgeProduct(
  code: string,
  rows: readonly Row[],
  categories: ReadonlyMap<string, string>,
): ImportedProduct {
  const [first, ...others] = rows as readonly [Row, ...Row[]];
  const category = first.text(T.category, 32, { needed: true });
  const categoryId = category === null ? undefined : categories.get(category);
  if (category !== null && categoryId === undefined)
    first.refuse(T.category, `没有名为「${category}」的分类`);
  for (const row of others) for (const title of ABOUT_PRODUCT) row.sameAs(first, title);
  const product = {
    row: first.number,
    code,
    title: first.text(T.title, 120, { needed: true }) ?? '',
    categoryId: categoryId ?? '',
    summary: first.text(T.summary, 255),
    specNames: first.parts(T.specNames, 16, 3),
    onSale: first.flag(T.onSale, false),
    weightGrams: first.whole(T.weight, 1_000_000),
    pictures: picturesOf(first),
    detail: first.text(T.detail, 5_000),
    skus: rows.map(judgeSku),
  };
  for (const { problem, sku } of skuProblems(product.specNames, product.skus, product.onSale))
    (rows[sku] ?? first).refuse(PROBLEM_COLUMNS[problem], PROBLEM_TEXTS[problem]);
  if (rows.length > 100) first.refuse(T.code, '一个商品最多 100 个规格');
  return product;
}

/** Columns that only the first row of a product needs, and no other may contradict. */
const ABOUT_PRODUCT: readonly ProductTitle[] = [T.title, T.category, T.specNames, T.onSale];

const PROBLEM_TEXTS: Readonly<Record<SkuProblem['problem'], string>> = {
  choices: '规格值的个数与规格名不一致，多项之间用 / 隔开',
  twice: '同一商品中规格值重复',
  specNames: '多个规格的商品须填写规格名，且不能重复',
  nothingOnSale: '上架的商品至少要有一个在售的规格',
};
const PROBLEM_COLUMNS: Readonly<Record<SkuProblem['problem'], ProductTitle>> = {
  choices: T.choices,
  twice: T.choices,
  specNames: T.specNames,
  nothingOnSale: T.skuOnSale,
};

const PICTURE = /^(\/[\w-][\w.-]*){1,10}$/;

function picturesOf(row: Row): readonly string[] | null {
  const text = row.text(T.pictures, 2_000);
  if (text === null) return null;
  // A path has slashes of its own: only one with spaces around it stands between two.
  const paths = text.split(/\s+\/\s+|\s*[,，;；\n]\s*/).filter((path) => path !== '');
  if (paths.length > 9) row.refuse(T.pictures, '最多 9 张图片');
  if (!paths.every((path) => PICTURE.test(path) && path.length <= 200))
    row.refuse(T.pictures, '请填写上传图片后得到的路径，例如 /uploads/…');
  return paths;
}

const judgeSku = (row: Row): ImportedSku => ({
  row: row.number,
  choices: row.parts(T.choices, 30, 3),
  code: codeOf(row),
  priceFen: row.yuan(T.price, 1, { needed: true }) ?? fen(1),
  costFen: row.yuan(T.cost, 0),
  stock: row.whole(T.stock, MOST_STOCK),
  onSale: row.flag(T.skuOnSale, true),
});

function codeOf(row: Row): string | null {
  const code = row.text(T.skuCode, 64);
  if (code !== null && !/^[!-~]+$/.test(code)) row.refuse(T.skuCode, '只能使用字母、数字和英文符号');
  return code;
}

/** A row that is read cell by cell, and remembers what is wrong with it. */
class Row {
  readonly problems: TableProblem[] = [];

  constructor(
    readonly number: number,
    private readonly cells: readonly string[],
    private readonly titles: readonly string[],
  ) {}

  get isEmpty(): boolean {
    return this.cells.every((cell) => cell === '');
  }

  refuse(column: ProductTitle, problem: string): void {
    this.problems.push({ row: this.number, column, problem });
  }

  private cell(title: ProductTitle): string {
    return this.cells[this.titles.indexOf(title)] ?? '';
  }

  text(title: ProductTitle, most: number, { needed = false } = {}): string | null {
    const text = this.cell(title);
    if (text === '' && needed) this.refuse(title, '不能为空');
    if (text.length > most) this.refuse(title, `最多 ${most} 个字`);
    return text === '' ? null : text;
  }

  /** Parts with slashes between them. */
  parts(title: ProductTitle, longest: number, most: number): readonly string[] {
    const text = this.cell(title);
    const parts = text === '' ? [] : text.split(/[/／]/).map((part) => part.trim());
    if (parts.length > most) this.refuse(title, `最多 ${most} 项`);
    if (parts.some((part) => part === '' || part.length > longest))
      this.refuse(title, `每项 1 至 ${longest} 个字`);
    return parts;
  }

  whole(title: ProductTitle, most: number): number | null {
    const text = this.cell(title);
    if (text === '') return null;
    const value = /^\d{1,12}$/.test(text) ? Number(text) : null;
    if (value === null || value > most) this.refuse(title, `须为 0 至 ${most} 的整数`);
    return value;
  }

  /** Yuan with at most two decimals, exactly. */
  yuan(title: ProductTitle, leastFen: number, { needed = false } = {}): Fen | null {
    const text = this.text(title, 20, { needed });
    if (text === null) return null;
    const [, yuan, decimals = ''] = /^[¥￥]?(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', '')) ?? [];
    const amount = yuan === undefined ? null : Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
    if (amount === null || amount < leastFen || amount > MOST_FEN) {
      this.refuse(title, '须为金额，最多两位小数，例如 168.00');
      return null;
    }
    return fen(amount);
  }

  flag(title: ProductTitle, whenEmpty: boolean): boolean {
    const text = this.cell(title);
    if (text === '') return whenEmpty;
    if (text !== YES && text !== NO) this.refuse(title, `须填写「${YES}」或「${NO}」`);
    return text === YES;
  }

  sameAs(first: Row, title: ProductTitle): void {
    const text = this.cell(title);
    if (text !== '' && text !== first.cell(title))
      this.refuse(title, `与同一商品的第 ${first.number} 行不一致`);
  }
}
