import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { MemberId } from '@paifan/shared/ids/ids';
import { useList } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { LoadError } from '../../ui/Loaded';
import { Time } from '../../ui/Time';
import type { MemberRow } from './columns';

/** Whom a member invited, and whom those invited: a level is read when it is opened. */
export const InviteTree = ({ id }: { id: MemberId }) => (
  <>
    <Space style={{ marginBottom: 8, justifyContent: 'flex-end', width: '100%' }}>
      <ExportButton kind="exportInvitees" filters={{ memberId: id }} />
    </Space>
    <Level id={id} depth={0} />
  </>
);

function Level({ id, depth }: { id: MemberId; depth: number }) {
  const list = useList('GET /api/admin/members/:id/invitees', { params: { id } });
  const invitees = list.data?.pages.flatMap(({ items }) => items);
  if (list.error) return <LoadError error={list.error} retry={() => void list.refetch()} />;
  if (invitees === undefined)
    return (
      <div className="quiet" aria-busy="true">
        正在加载
      </div>
    );
  if (invitees.length === 0) return <div className="quiet">没有邀请任何人</div>;
  return (
    <ul className="tree" aria-label={depth === 0 ? '邀请的会员' : undefined}>
      {invitees.map((member) => (
        <Invitee key={member.id} member={member} depth={depth} />
      ))}
      {list.hasNextPage ? (
        <li>
          <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            加载更多
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function Invitee({ member: { id, nickname, level, joinedAt }, depth }: { member: MemberRow; depth: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <Space>
        <Button
          size="small"
          type="text"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? '收起' : '展开'} ${nickname} 邀请的会员`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? '▾' : '▸'}
        </Button>
        <Link to={`/members/${id}`}>{nickname}</Link>
        {level === null ? null : <span>{level}</span>}
        <span className="quiet">
          第 {depth + 1} 层，
          <Time iso={joinedAt} /> 加入
        </span>
      </Space>
      {isOpen ? <Level id={id} depth={depth + 1} /> : null}
    </li>
  );
}
