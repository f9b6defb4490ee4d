import path from 'node:path';
import type { Permission } from '../../shared/src/operators/permissions';
import type { MerchantKind, StaffPermission } from '../../shared/src/merchants/permissions';

/** What a table of pages says of one, as far as somebody before the screen sees it. */
interface TableRow {
  readonly path: string;
  readonly label?: string;
}

export const SOURCES = path.resolve(__dirname, '../../admin/src');

// Loaded by its path: nothing but the browser's own compiler looks at the pages behind a table.
const rowsOf = <Row>(file: string, name: string): readonly Row[] =>
  (require(path.join(SOURCES, file)) as Record<string, readonly Row[]>)[name] ?? [];

/** Every page of the operators' console. */
export const OPERATOR_PAGES = rowsOf<TableRow & { readonly permission: Permission }>('pages', 'PAGES');

/** Every page of a merchant's or supplier's desk. */
export const DESK_PAGES = rowsOf<
  TableRow & { readonly permission: StaffPermission; readonly kind?: MerchantKind }
>('desk/pages', 'DESK_PAGES');

/** The pages of a desk by its kind; those of single things that both have are opened at a store's. */
export const pagesOfDesk = (kind: MerchantKind): string[] =>
  DESK_PAGES.filter((page) => (page.kind ?? kind) === kind)
    .filter(({ path: page, kind: own }) => kind === 'store' || own === kind || !page.includes(':'))
    .map(({ path: page }) => page);

/** Pages that have something to show in a shop of this morning, or that are for writing: nothing on them can be empty. */
export const ALWAYS_FILLED: ReadonlySet<string> = new Set([
  ...['message-templates', 'operators', 'account', 'settings', 'settings/versions', 'rule-test'],
  ...['products/new', 'products/import', 'proposals/new', 'pickup', 'staff'],
]);

/** The address of each page; one with parameters needs an example. @throws Error naming pages without one */
export function addressesOf(paths: readonly string[], examples: Readonly<Record<string, string>>): string[] {
  const missing = paths.filter((path) => path.includes(':') && examples[path] === undefined);
  if (missing.length > 0) throw new Error(`pages without an example to open: ${missing.join(', ')}`);
  return paths.map((path) => examples[path] ?? path);
}

/** A number that nothing has. */
export const NOTHING = '999999999999';

/** The address of a page whose parameters name what is not there. */
export const addressOfNothing = (path: string): string =>
  path
    .replace(':key', `product:${NOTHING}`)
    .replace(':line', '1')
    .replace(/:(no|id|code)/g, NOTHING);
