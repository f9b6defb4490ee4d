import { useRead } from '../../api/queries';
import { together } from '../../ui/Loaded';

/** The categories, and the name of each by its id; none until they were read. */
export function useCategories() {
  const items = useRead('GET /api/admin/categories', {}).data?.items ?? [];
  return { items, names: Object.fromEntries(items.map(({ id, name }) => [id, name])) };
}

/** The freight templates; none until they were read. */
export const useFreightTemplates = () => useRead('GET /api/admin/freight-templates', {}).data?.items ?? [];

/** What a product is sorted under, and sent by: without them it cannot be edited. */
export const useShelves = () =>
  together({
    categories: useRead('GET /api/admin/categories', {}),
    templates: useRead('GET /api/admin/freight-templates', {}),
  });
