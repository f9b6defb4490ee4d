import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { proposalId } from '@paifan/shared/ids/ids';
import type { ItemRules } from '@paifan/shared/settings/rules';
import { PROPOSAL_STATE_TEXT, PROPOSAL_STATE_TONE } from '@paifan/shared/texts/states';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { isGuardRefusal, useGuardedSave } from '../../features/catalogue/guards';
import { ProductRules } from '../../features/catalogue/ProductRules';
import { ProposalCompare } from '../../features/catalogue/ProposalCompare';
import { useCategories } from '../../features/catalogue/useShelves';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { TextDialog } from '../../ui/TextDialog';
import { useConfirm } from '../../ui/useConfirm';

type Found = ResponseOf<'GET /api/admin/proposals/:id'>;

/** A supplier's proposal beside the product as it is; approving it makes the product what it says. */
export default function ProposalDetail() {
  const { id = '' } = useParams();
  const query = useRead('GET /api/admin/proposals/:id', { params: { id: proposalId(id) } });
  return <Loaded query={query}>{(found) => <Shown key={found.proposal.version} found={found} />}</Loaded>;
}

function Shown({ found: { proposal, product } }: { found: Found }) {
  const [rules, setRules] = useState<ItemRules>();
  const [isRejecting, setRejecting] = useState(false);
  const mayDecide = useMay('catalogue.write') && proposal.state === 'submitted';
  const confirm = useConfirm();
  const guarded = useGuardedSave(useMay('queues.manage'));
  const approve = useWrite(
    'POST /api/admin/proposals/:id/approve',
    '已通过，商品已按申请更新',
    undefined,
    isGuardRefusal,
  );
  const { names } = useCategories();
  const { id, version, title, draft, reason } = proposal;
  const prices = draft.skus.map(({ priceFen }) => priceFen).sort((a, b) => a - b);
  const lowest = prices[0] ?? 0;
  const ask = (): void =>
    confirm({
      title: product === null ? '通过新商品' : '通过修改',
      facts: [
        ['商品', title],
        ['规格', `${draft.skus.length} 个，最低 ${moneyText(lowest)}`],
        ['通过后', draft.onSale ? '立即在售' : '不上架'],
      ],
      verb: '通过',
      run: () =>
        guarded((letPass) =>
          approve.mutateAsync({
            params: { id },
            body: {
              ...letPass,
              version,
              productVersion: product?.version ?? null,
              ...(rules === undefined ? {} : { rebate: rules }),
            },
          }),
        ),
    });
  return (
    <>
      <PageHead
        title={title}
        about={product === null ? '新商品申请' : '修改申请'}
        actions={
          <Space>
            <StateTag tone={PROPOSAL_STATE_TONE[proposal.state]} text={PROPOSAL_STATE_TEXT[proposal.state]} />
            {proposal.productId === null ? null : <Link to={`/products/${proposal.productId}`}>商品</Link>}
            {mayDecide ? (
              <>
                <Button danger onClick={() => setRejecting(true)}>
                  不通过
                </Button>
                <Button type="primary" loading={approve.isPending} onClick={ask}>
                  通过
                </Button>
              </>
            ) : null}
          </Space>
        }
      />
      {reason === null ? null : <Alert className="form-card" type="warning" title={`未通过：${reason}`} />}
      <ProposalCompare draft={draft} product={product} categories={names} />
      {mayDecide ? (
        <ProductRules
          // The API answers rules as they were judged when they were kept.
          rules={rules ?? ((product?.rebate ?? {}) as ItemRules)}
          onChange={setRules}
          storeId={null}
        />
      ) : null}
      {isRejecting ? <RejectModal proposal={proposal} onClose={() => setRejecting(false)} /> : null}
    </>
  );
}

function RejectModal({
  proposal: { id, version, title },
  onClose,
}: {
  proposal: Found['proposal'];
  onClose: () => void;
}) {
  const reject = useWrite('POST /api/admin/proposals/:id/reject', '已退回供应商', onClose);
  return (
    <TextDialog
      {...{ title: `不通过「${title}」`, verb: '不通过', danger: true, onClose }}
      label="理由（供应商会看到）"
      isSending={reject.isPending}
      onText={(reason) => reject.mutate({ params: { id }, body: { version, reason } })}
    />
  );
}
