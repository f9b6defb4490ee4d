import { createContext, useContext, type ReactNode } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Permission } from '@paifan/shared/operators/permissions';

export type Operator = ResponseOf<'GET /api/admin/me'>;

const OperatorContext = createContext<Operator | null>(null);

export const OperatorProvider = ({ operator, children }: { operator: Operator; children: ReactNode }) => (
  <OperatorContext.Provider value={operator}>{children}</OperatorContext.Provider>
);

/** The signed-in operator. */
export function useOperator(): Operator {
  const operator = useContext(OperatorContext);
  if (operator === null) throw new Error('only pages behind the sign-in know the operator');
  return operator;
}

/** What a role may not do is not shown. The server refuses it anyhow. */
export const useMay = (permission: Permission): boolean => useOperator().permissions.includes(permission);
