import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { requestPublic } from '@/api/client';

export type Scene = ResponseOf<'GET /api/scenes/:scene'>;

/** What the code with this scene opens. A code can be revoked at any time, so the last answer is of no use for long. */
export const sceneQuery = (scene: string) =>
  queryOptions({
    queryKey: ['scene', scene],
    queryFn: () => requestPublic('GET /api/scenes/:scene', { params: { scene } }),
    staleTime: 5_000,
  });
