import path from 'node:path';
import type { Permission } from '../../shared/src/operators/permissions';
import type { MerchantKind, StaffPermission } from '../../shared/src/merchants/permissions';

/** What a table of pages says of one, as far as somebody before the screen sees it. */
interface TableRow {
  readonly path: string;
  readonly label?: string;
}

const SOURCES = path.resolve(__dirname, '../../admin/src');

// Loaded by its path: nothing but the browser's own compiler looks at the pages behind a table.
const rowsOf = <Row>(file: string, name: string): readonly Row[] =>
  (require(path.join(SOURCES, file)) as Record<string, readonly Row[]>)[name] ?? [];

/** Every page of the operators' console. */
export const OPERATOR_PAGES = rowsOf<TableRow & { readonly permission: Permission }>('pages', 'PAGES');

/** Every page of a merchant's or supplier's desk. */
export const DESK_PAGES = rowsOf<
  TableRow & { readonly permission: StaffPermission; readonly kind?: MerchantKind }
>('desk/pages', 'DESK_PAGES');
