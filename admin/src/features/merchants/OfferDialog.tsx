import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ratio } from '@paifan/shared/money/ratio';
import { useWrite } from '../../api/queries';
import { RatioInput } from '../settings/inputs';

/** Offers another commission than the one that was proposed; the applicant may accept it. */
export function OfferDialog({
  application: { no, proposedRatio, offeredRatio },
  onClose,
}: {
  application: ResponseOf<'GET /api/admin/applications/:no'>;
  onClose: () => void;
}) {
  const [commission, setCommission] = useState(ratio(offeredRatio ?? proposedRatio));
  const [note, setNote] = useState('');
  const offer = useWrite('POST /api/admin/applications/:no/offer', '已提议，等申请人确认', onClose);
  return (
    <Modal
      open
      title="提议抽成"
      okText="提议"
      cancelText="取消"
      confirmLoading={offer.isPending}
      onOk={() =>
        offer.mutate({
          params: { no },
          body: { commissionRatio: commission, note: note.trim() === '' ? null : note.trim() },
        })
      }
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="平台抽成" extra={`申请人提出 ${percentText(proposedRatio)}`}>
          <RatioInput label="平台抽成" value={commission} onChange={setCommission} />
        </Form.Item>
        <Form.Item label="给申请人的话" htmlFor="offer-note">
          <Input.TextArea
            id="offer-note"
            rows={2}
            maxLength={200}
            showCount
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
