import { useState } from 'react';
import { memberId, type MemberId } from '@paifan/shared/ids/ids';
import { MESSAGE_KINDS, nameOfKind } from '@paifan/shared/texts/messageKinds';
import { WECHAT_MESSAGE_STATE_TEXT, WECHAT_MESSAGE_STATE_TONE } from '@paifan/shared/texts/states';
import { useList } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { FilterDays } from '../../ui/FilterDays';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { MessageDrawer, type SentMessage } from './MessageDrawer';

const MEMBER: Column<SentMessage> = {
  key: 'member',
  title: '会员',
  render: ({ member }) => <MemberName member={member} />,
};

const COLUMNS: readonly Column<SentMessage>[] = [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  MEMBER,
  { key: 'kind', title: '消息', render: ({ kind }) => nameOfKind(kind) },
  {
    key: 'body',
    title: '内容',
    render: ({ title, body }) => (
      <div className="message-cell">
        <div>{title}</div>
        <div className="quiet">{body}</div>
      </div>
    ),
  },
  { key: 'read', title: '站内', render: ({ readAt }) => (readAt === null ? '未读' : '已读') },
  {
    key: 'wechat',
    title: '微信推送',
    render: ({ wechat: { state } }) => (
      <StateTag tone={WECHAT_MESSAGE_STATE_TONE[state]} text={WECHAT_MESSAGE_STATE_TEXT[state]} />
    ),
  },
  { key: 'tries', title: '推送次数', align: 'right', hidden: true, render: ({ wechat }) => wechat.tries },
];
const OF_ONE_MEMBER = COLUMNS.filter((column) => column !== MEMBER);

/** Somebody wants it tried again: that happens within seconds. */
const isAboutToGo = ({ wechat: { state, tries } }: SentMessage): boolean =>
  state === 'waiting' && tries === 0;

/** What members were told, newest first, and what came of passing it on. @param of one member's only */
export function SentMessages({ of }: { of?: MemberId }) {
  const [filters, setFilters, clear] = useUrlState(['memberId', 'kind', 'wechat', 'from', 'to']);
  const [openId, setOpenId] = useState<string | null>(null);
  const { kind, wechat, from, to } = filters;
  const narrowed = {
    memberId: of ?? idOf(filters.memberId, memberId),
    ...(isOneOf(MESSAGE_KINDS, kind) ? { kind } : {}),
    ...(isOneOf(WECHAT_MESSAGE_STATE_TEXT, wechat) ? { wechat } : {}),
  };
  const list = useList(
    'GET /api/admin/messages',
    { query: { ...narrowed, from, to } },
    { refetchWhile: isAboutToGo },
  );
  // As the list has it now: what was tried again changes while it is looked at.
  const open = list.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === openId);
  return (
    <>
      <div className="filters">
        {of === undefined ? (
          <FilterText
            name="会员编号"
            width={140}
            value={filters.memberId}
            onChange={(value) => setFilters({ memberId: value })}
          />
        ) : null}
        <FilterSelect
          name="消息"
          words={MESSAGE_KINDS}
          value={kind}
          onChange={(value) => setFilters({ kind: value })}
        />
        <FilterSelect
          name="微信推送"
          words={WECHAT_MESSAGE_STATE_TEXT}
          value={wechat}
          onChange={(value) => setFilters({ wechat: value })}
        />
        <FilterDays from={from} to={to} onChange={setFilters} />
      </div>
      <ListTable
        name={of === undefined ? 'messages' : 'memberMessages'}
        columns={of === undefined ? COLUMNS : OF_ONE_MEMBER}
        list={list}
        rowKey={({ id }) => id}
        onRow={({ id }) => ({ onClick: () => setOpenId(id), style: { cursor: 'pointer' } })}
        empty="没有消息"
        hint="订单付款、权益到账、售后有进展时，会员收到消息，每一条列在这里"
        onClear={clear}
        exported={<ExportButton kind="exportMessages" days={{ from, to }} filters={narrowed} />}
      />
      {open === undefined ? null : <MessageDrawer message={open} onClose={() => setOpenId(null)} />}
    </>
  );
}
