import { Button, Space } from 'antd';
import { useConfirm, type Deed } from './useConfirm';

/** What can be done with a row of a short list. @param removal what is asked before it is deleted */
export function EditOrDelete({ onEdit, removal }: { onEdit: () => void; removal: Deed }) {
  const confirm = useConfirm();
  return (
    <Space>
      <Button size="small" onClick={onEdit}>
        修改
      </Button>
      <Button size="small" danger onClick={() => confirm(removal)}>
        删除
      </Button>
    </Space>
  );
}
