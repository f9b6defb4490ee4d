import { Link } from 'react-router';
import type { ItemOf } from '../../api/queries';
import type { Column } from '../../ui/ListTable';
import { Time } from '../../ui/Time';

export type MemberRow = ItemOf<'GET /api/admin/members'>;

export const MEMBER_COLUMNS: readonly Column<MemberRow>[] = [
  { key: 'id', title: '编号', render: ({ id }) => <Link to={`/members/${id}`}>{id}</Link> },
  {
    key: 'nickname',
    title: '昵称',
    render: ({ id, nickname }) => <Link to={`/members/${id}`}>{nickname}</Link>,
  },
  { key: 'level', title: '等级', render: ({ level }) => level ?? '—' },
  { key: 'inviteCode', title: '邀请码', render: ({ inviteCode }) => inviteCode },
  {
    key: 'inviter',
    title: '邀请人',
    render: ({ inviterId }) =>
      inviterId === null ? '—' : <Link to={`/members/${inviterId}`}>{inviterId}</Link>,
  },
  { key: 'joinedAt', title: '加入', render: ({ joinedAt }) => <Time iso={joinedAt} /> },
];
