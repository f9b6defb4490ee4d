import { useQuery } from '@tanstack/react-query';
import { longJobId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '../../api/client';
import { useWrite } from '../../api/queries';

export type LongJob = ResponseOf<'GET /api/admin/long-jobs/:id'>;

const ASK_AGAIN_MS = 800;

/** Whether nothing more will happen to it. */
export const isOver = ({ state }: Pick<LongJob, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** A long job of one's own, asked for until it is over. */
export const useLongJob = (id: string) =>
  useQuery({
    queryKey: ['long job', id],
    queryFn: () => request('GET /api/admin/long-jobs/:id', { params: { id: longJobId(id) } }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data) ? false : ASK_AGAIN_MS),
  });

/** Brings the file of a long job to the person's disk, by an address that is good for a few minutes. */
export function useJobDownload() {
  const link = useWrite('POST /api/admin/long-jobs/:id/link', null, ({ url }) => {
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = '';
    anchor.click();
  });
  return { start: (id: LongJob['id']) => link.mutate({ params: { id } }), isStarting: link.isPending };
}
