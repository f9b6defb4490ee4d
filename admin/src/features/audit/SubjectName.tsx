import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useOperator } from '../../api/whoAmI';
import { subjectOf } from './subjects';

/**
 * What an operator changed or a check found, and the way to its page for those who may see it.
 * @param children what it is called here
 */
export function SubjectName({ subject, children }: { subject: string; children?: ReactNode }) {
  const { permissions } = useOperator();
  const { text, page } = subjectOf(subject);
  const name = children ?? text;
  return page !== null && permissions.includes(page.permission) ? (
    <Link to={page.address}>{name}</Link>
  ) : (
    <>{name}</>
  );
}
