import type { ResponseOf } from '@paifan/shared/contract/contract';

export type AdminQueue = ResponseOf<'GET /api/admin/queues/:key'>['queue'];
