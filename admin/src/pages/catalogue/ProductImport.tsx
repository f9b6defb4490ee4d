import { upload } from '../../api/client';
import { ProductImport } from '../../features/longJobs/ProductImport';

/** Products of the shop itself from a table. */
export default function ProductImportPage() {
  return (
    <ProductImport
      side="admin"
      check={(file) => upload('POST /api/admin/imports/products/checks', file, {})}
    />
  );
}
