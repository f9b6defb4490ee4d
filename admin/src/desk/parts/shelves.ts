import { useRead } from '../../api/queries';

/** What a product can be sorted under, and sent by. */
export function useDeskShelves() {
  const categories = useRead('GET /api/categories', {}).data?.items ?? [];
  const templates = useRead('GET /api/desk/freight-templates', {}).data?.items ?? [];
  return { categories, templates };
}
