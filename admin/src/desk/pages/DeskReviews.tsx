import { Button, Rate } from 'antd';
import { useState } from 'react';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { TextDialog } from '../../ui/TextDialog';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { useDeskMay } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/reviews'>;

const ANSWERED = { false: '待回复', true: '已回复' } as const;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'stars', title: '评分', render: ({ stars }) => <Rate disabled value={stars} /> },
  { key: 'product', title: '商品', render: ({ title }) => title },
  { key: 'text', title: '评价', render: ({ text }) => text || '没有文字' },
  { key: 'name', title: '顾客', render: ({ name }) => name },
  { key: 'answer', title: '回复', render: ({ answer }) => answer?.text ?? '—' },
  { key: 'at', title: '时间', render: ({ createdAt }) => <Time iso={createdAt} /> },
];

/** What buyers say of this merchant's products. */
export default function DeskReviews() {
  const [{ answered }, setFilters, clear] = useUrlState(['answered']);
  const list = useList('GET /api/desk/reviews', {
    query: isOneOf(ANSWERED, answered) ? { answered } : {},
  });
  const mayAnswer = useDeskMay('desk.products.write');
  const [answering, setAnswering] = useState<Row | null>(null);
  const columns: readonly Column<Row>[] = mayAnswer
    ? [
        ...COLUMNS,
        {
          key: 'actions',
          title: '操作',
          render: (row) => (
            <Button size="small" onClick={() => setAnswering(row)}>
              {row.answer === null ? '回复' : '修改回复'}
            </Button>
          ),
        },
      ]
    : COLUMNS;
  return (
    <>
      <PageHead title="评价" about="回复公开显示在商品页" />
      <div className="filters">
        <FilterSelect
          name="回复"
          words={ANSWERED}
          value={answered}
          onChange={(value) => setFilters({ answered: value })}
        />
      </div>
      <ListTable
        name="deskReviews"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有评价"
        hint="顾客在订单完成后可以评价"
        onClear={clear}
        exported={
          <DeskExportButton
            kind="deskExportReviews"
            filters={isOneOf(ANSWERED, answered) ? { answered: answered === 'true' } : {}}
          />
        }
      />
      {answering === null ? null : <Answer review={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}

function Answer({ review, onClose }: { review: Row; onClose: () => void }) {
  const answer = useWrite('PUT /api/desk/reviews/:id/answer', '已回复', onClose);
  return (
    <TextDialog
      {...{ title: `回复「${review.title}」的评价`, verb: '回复', onClose }}
      {...{ label: '回复', start: review.answer?.text, most: 500 }}
      isSending={answer.isPending}
      onText={(text) => answer.mutate({ params: { id: review.id }, body: { text } })}
    >
      <p className="quiet">{review.text || '没有文字'}</p>
    </TextDialog>
  );
}
