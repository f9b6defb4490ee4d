import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { TextDialog } from '../../ui/TextDialog';

/** Rejects an application; the applicant reads why, and may correct it. */
export function RejectDialog({
  application: { no, name },
  onClose,
}: {
  application: ResponseOf<'GET /api/admin/applications/:no'>;
  onClose: () => void;
}) {
  const reject = useWrite('POST /api/admin/applications/:no/reject', '已驳回', onClose);
  return (
    <TextDialog
      {...{ title: `驳回「${name}」的申请`, verb: '驳回', danger: true, onClose }}
      label="原因"
      extra="申请人会看到，可以修改后重新提交"
      isSending={reject.isPending}
      onText={(reason) => reject.mutate({ params: { no }, body: { reason } })}
    />
  );
}
