import { useRead } from '../../api/queries';

/** The categories, and the name of each by its id. */
export function useCategories() {
  const items = useRead('GET /api/admin/categories', {}).data?.items ?? [];
  return { items, names: Object.fromEntries(items.map(({ id, name }) => [id, name])) };
}

/** The freight templates. */
export const useFreightTemplates = () => useRead('GET /api/admin/freight-templates', {}).data?.items ?? [];
