import { Button, Space } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { TextDialog } from '../../ui/TextDialog';

export type Review = ResponseOf<'GET /api/admin/reviews'>['items'][number];

/** Answering a review, hiding it with a reason, showing it again. */
export function ReviewActions({ review }: { review: Review }) {
  const [open, setOpen] = useState<'answer' | 'hide' | null>(null);
  const show = useWrite('PUT /api/admin/reviews/:id/visibility', '已恢复显示');
  const answer = useWrite('PUT /api/admin/reviews/:id/answer', '已回复', () => setOpen(null));
  const hide = useWrite('PUT /api/admin/reviews/:id/visibility', '已隐藏', () => setOpen(null));
  if (!useMay('catalogue.write')) return null;
  const params = { id: review.id };
  return (
    <Space>
      <Button size="small" onClick={() => setOpen('answer')}>
        {review.answer === null ? '回复' : '改回复'}
      </Button>
      {review.hidden ? (
        <Button
          size="small"
          loading={show.isPending}
          onClick={() => show.mutate({ params, body: { hidden: false } })}
        >
          恢复显示
        </Button>
      ) : (
        <Button size="small" danger onClick={() => setOpen('hide')}>
          隐藏
        </Button>
      )}
      {open === 'answer' ? (
        <TextDialog
          {...{ title: '回复评价', verb: '保存' }}
          label="回复（所有人可见）"
          start={review.answer?.text ?? ''}
          most={500}
          isSending={answer.isPending}
          onText={(text) => answer.mutate({ params, body: { text } })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'hide' ? (
        <TextDialog
          {...{ title: '隐藏评价', verb: '隐藏', danger: true }}
          label="理由（仅操作员可见）"
          isSending={hide.isPending}
          onText={(reason) => hide.mutate({ params, body: { hidden: true, reason } })}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Space>
  );
}
