import { Button, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { FreightTemplateId, ProductId } from '@paifan/shared/ids/ids';
import { useWrite } from '../../api/queries';
import { useConfirm } from '../../ui/useConfirm';
import { useGuardedSave } from './guards';
import { useFreightTemplates } from './useShelves';

const AT_ONCE = 100;

interface BatchActionsProps {
  readonly ids: readonly ProductId[];
  readonly onDone: () => void;
}

/** What can be done to several products at once. */
export function BatchActions({ ids, onDone }: BatchActionsProps) {
  const [isSending, setSending] = useState(false);
  const isIdle = ids.length === 0 || ids.length > AT_ONCE;
  const confirm = useConfirm();
  const guarded = useGuardedSave();
  const sell = useWrite('PUT /api/admin/products/on-sale', '已保存', onDone);
  const change = (onSale: boolean): void => {
    const verb = onSale ? '上架' : '下架';
    confirm({
      title: `批量${verb}`,
      facts: [['商品', `${ids.length} 个`]],
      verb,
      run: () =>
        guarded(({ confirmWaiting }) =>
          sell.mutateAsync({ body: { ids: [...ids], onSale, confirmWaiting } }),
        ),
    });
  };
  return (
    <Space>
      <span className="quiet">
        已选 {ids.length} 个{ids.length > AT_ONCE ? `，一次最多 ${AT_ONCE} 个` : ''}
      </span>
      <Button size="small" disabled={isIdle} onClick={() => change(true)}>
        上架
      </Button>
      <Button size="small" disabled={isIdle} onClick={() => change(false)}>
        下架
      </Button>
      <Button size="small" disabled={isIdle} onClick={() => setSending(true)}>
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
