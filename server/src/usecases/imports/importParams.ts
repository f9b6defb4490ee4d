import { z } from 'zod';

/** What an import is kept as: the name of its table among the uploaded ones, and at a store's desk whose products they are. */
export const importParams = z.object({
  file: z.string().regex(/^[0-9a-f]{40}\.(csv|xlsx)$/),
  storeId: z.string().optional(),
});
