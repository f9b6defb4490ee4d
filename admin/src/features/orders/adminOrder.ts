import type { ResponseOf } from '@paifan/shared/contract/contract';

export type AdminOrder = ResponseOf<'GET /api/admin/orders/:no'>;
