import { Button, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { FreightTemplateId, ProductId } from '@paifan/shared/ids/ids';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { isHandful, OnSaleButtons } from './OnSaleButtons';
import { useFreightTemplates } from './useShelves';

interface BatchActionsProps {
  readonly ids: readonly ProductId[];
  readonly onDone: () => void;
}

/** What can be done to several products at once. */
export function BatchActions({ ids, onDone }: BatchActionsProps) {
  const [isSending, setSending] = useState(false);
  const mayManageQueues = useMay('queues.manage');
  return (
    <Space>
      <OnSaleButtons side="admin" ids={ids} onDone={onDone} mayManageQueues={mayManageQueues} />
      <Button size="small" disabled={!isHandful(ids)} onClick={() => setSending(true)}>
        设运费模板
      </Button>
      {isSending ? (
        <FreightModal
          ids={ids}
          onClose={() => setSending(false)}
          onDone={() => {
            setSending(false);
            onDone();
          }}
        />
      ) : null}
    </Space>
  );
}

function FreightModal({ ids, onDone, onClose }: BatchActionsProps & { onClose: () => void }) {
  const [template, setTemplate] = useState<FreightTemplateId>();
  const templates = useFreightTemplates();
  const send = useWrite('PUT /api/admin/freight-templates/:id/products', '已保存', onDone);
  return (
    <Modal
      open
      title={`为 ${ids.length} 个商品设运费模板`}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: template === undefined }}
      confirmLoading={send.isPending}
      onOk={() => template && send.mutate({ params: { id: template }, body: { productIds: [...ids] } })}
      onCancel={onClose}
    >
      <Select
        aria-label="运费模板"
        placeholder="运费模板"
        style={{ width: '100%' }}
        value={template}
        options={templates.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setTemplate}
      />
    </Modal>
  );
}
