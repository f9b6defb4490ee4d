import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Permission } from '@paifan/shared/operators/permissions';
import { useMay } from '../api/whoAmI';

/**
 * The way to a page that needs another permission than the page it stands on; for whoever may not see that, the text alone.
 * @param otherwise stands there instead of the text
 */
export function MayLink({
  permission,
  to,
  children,
  otherwise = children,
}: {
  permission: Permission;
  to: string;
  children: ReactNode;
  otherwise?: ReactNode;
}) {
  return useMay(permission) ? <Link to={to}>{children}</Link> : <>{otherwise}</>;
}
