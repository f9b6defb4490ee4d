import { Link } from 'react-router';
import { useMay } from '../api/whoAmI';

/** A member, and the way to their page for those who may see it. */
export function MemberName({ member: { id, nickname } }: { member: { id: string; nickname: string } }) {
  return useMay('members.read') ? <Link to={`/members/${id}`}>{nickname}</Link> : <>{nickname}</>;
}
