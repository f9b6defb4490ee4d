import { queryOptions } from '@tanstack/react-query';
import { requestPublic } from '@/api/client';

/** The terms in force, and whether the member has accepted them. */
export const termsQuery = () =>
  queryOptions({ queryKey: ['terms'], queryFn: () => requestPublic('GET /api/terms') });
