import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { ENTRY_STATE_TEXT, ENTRY_STATE_TONE } from '@paifan/shared/texts/states';
import type { ItemOf } from '../../api/queries';
import type { Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { ReceivedBar } from '../../ui/ReceivedBar';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

export type LineEntry = ItemOf<'GET /api/admin/queues/:key/entries'>;

/** Entries as a line shows them. */
export const LINE_COLUMNS: readonly Column<LineEntry>[] = [
  {
    key: 'position',
    title: '排队号',
    align: 'right',
    render: ({ id, position }) => <Link to={`/entries/${id}`}>{position}</Link>,
  },
  {
    key: 'place',
    title: '现在第几位',
    align: 'right',
    render: ({ place }) => place ?? '—',
  },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={ENTRY_STATE_TONE[state]} text={ENTRY_STATE_TEXT[state]} />,
  },
  { key: 'member', title: '会员', render: ({ member }) => <MemberName member={member} /> },
  { key: 'title', title: '买了什么', render: ({ title }) => title },
  {
    key: 'received',
    title: '已奖励 / 权益',
    render: ({ rewardedFen, entitledFen }) => (
      <ReceivedBar rewardedFen={rewardedFen} entitledFen={entitledFen} />
    ),
  },
  {
    key: 'ahead',
    title: '前面还有',
    align: 'right',
    render: ({ aheadFen }) => (aheadFen === null ? '—' : <Money fen={aheadFen} />),
  },
  { key: 'completed', title: '订单已完成', render: ({ completed }) => (completed ? '是' : '否') },
  { key: 'joinedAt', title: '加入', render: ({ joinedAt }) => <Time iso={joinedAt} /> },
  {
    key: 'order',
    title: '订单',
    hidden: true,
    render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
  },
  { key: 'ratio', title: '比例', hidden: true, render: ({ ratio }) => percentText(ratio) },
  { key: 'source', title: '依据', hidden: true, render: ({ sourceText }) => sourceText },
  { key: 'endedAt', title: '结束', hidden: true, render: ({ endedAt }) => <Time iso={endedAt} /> },
];
