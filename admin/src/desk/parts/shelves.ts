import { useRead } from '../../api/queries';
import { together } from '../../ui/Loaded';

/** What a product is sorted under, and sent by: without them it cannot be edited. */
export const useDeskShelves = () =>
  together({
    categories: useRead('GET /api/categories', {}),
    templates: useRead('GET /api/desk/freight-templates', {}),
  });
