import { useQuery } from '@tanstack/react-query';
import { longJobId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '../../api/client';
import { useWrite } from '../../api/queries';
import type { Side } from '../sides';

export type LongJob = ResponseOf<'GET /api/admin/long-jobs/:id'>;

export const LONG_JOB_ROUTES = {
  admin: {
    list: 'GET /api/admin/long-jobs',
    read: 'GET /api/admin/long-jobs/:id',
    cancel: 'POST /api/admin/long-jobs/:id/cancel',
    link: 'POST /api/admin/long-jobs/:id/link',
  },
  desk: {
    list: 'GET /api/desk/long-jobs',
    read: 'GET /api/desk/long-jobs/:id',
    cancel: 'POST /api/desk/long-jobs/:id/cancel',
    link: 'POST /api/desk/long-jobs/:id/link',
  },
} as const;

const ASK_AGAIN_MS = 800;

/** Whether nothing more will happen to it. */
export const isOver = ({ state }: Pick<LongJob, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** A long job of one's own, asked for until it is over. */
export const useLongJob = (id: string, side: Side) =>
  useQuery({
    queryKey: ['long job', side, id],
    queryFn: () => request(LONG_JOB_ROUTES[side].read, { params: { id: longJobId(id) } }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data) ? false : ASK_AGAIN_MS),
  });

/** Brings the file of a long job to the person's disk, by an address that is good for a few minutes. */
export function useJobDownload(side: Side) {
  const link = useWrite(LONG_JOB_ROUTES[side].link, null, ({ url }) => {
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = '';
    anchor.click();
  });
  return { start: (id: LongJob['id']) => link.mutate({ params: { id } }), isStarting: link.isPending };
}
