import { createContext, useContext, type ReactNode } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { StaffPermission } from '@paifan/shared/merchants/permissions';

export type Desk = ResponseOf<'GET /api/desk/me'>;

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = ({ desk, children }: { desk: Desk; children: ReactNode }) => (
  <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>
);

/** Who works at which merchant's desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('only pages behind the sign-in know the desk');
  return desk;
}

/** What a role at the desk may not do is not shown. The server refuses it anyhow. */
export const useDeskMay = (permission: StaffPermission): boolean =>
  useDesk().staff.permissions.includes(permission);
