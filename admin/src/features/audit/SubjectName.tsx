import { Link } from 'react-router';
import { useOperator } from '../../api/whoAmI';
import { subjectOf } from './subjects';

/** What an operator changed, and the way to its page for those who may see it. */
export function SubjectName({ subject }: { subject: string }) {
  const { permissions } = useOperator();
  const { text, page } = subjectOf(subject);
  return page !== null && permissions.includes(page.permission) ? (
    <Link to={page.address}>{text}</Link>
  ) : (
    <>{text}</>
  );
}
