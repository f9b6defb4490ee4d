import { Alert, Button, Card, Descriptions, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { merchantId } from '@paifan/shared/ids/ids';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { MerchantDrawer } from '../../features/merchants/MerchantDrawer';
import { MerchantPayables } from '../../features/merchants/MerchantPayables';
import { Staff } from '../../features/merchants/Staff';
import { contractText } from '../../features/merchants/words';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { PageHead } from '../../ui/PageHead';
import { TextDialog } from '../../ui/TextDialog';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

type Merchant = ResponseOf<'GET /api/admin/merchants/:id'>;

/** A merchant: its contract, its stores, who works there, and what it is owed. */
export default function MerchantDetail() {
  const { id = '' } = useParams();
  const query = useRead('GET /api/admin/merchants/:id', { params: { id: merchantId(id) } });
  return <Loaded query={query}>{(found) => <Shown key={found.id} merchant={found} />}</Loaded>;
}

function Shown({ merchant }: { merchant: Merchant }) {
  const { id, kind, suspended, recruiterId, stores } = merchant;
  const mayReview = useMay('stores.review');
  const mayMoney = useMay('money.read');
  const [open, setOpen] = useState<'edit' | 'suspend' | null>(null);
  return (
    <>
      <PageHead
        title={`${MERCHANT_KIND_TEXT[kind]} ${merchant.name}`}
        actions={
          mayReview ? (
            <Space>
              <Button onClick={() => setOpen('edit')}>修改资料与合同</Button>
              {suspended ? (
                <Resume merchant={merchant} />
              ) : (
                <Button danger onClick={() => setOpen('suspend')}>
                  停业
                </Button>
              )}
            </Space>
          ) : null
        }
      />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        {suspended ? <Alert type="error" showIcon title={`已停业：${merchant.suspendReason ?? ''}`} /> : null}
        <Card>
          <Descriptions
            column={{ xs: 1, lg: 3 }}
            items={[
              { label: '编号', children: id },
              { label: '联系人', children: merchant.contactName },
              { label: '电话', children: merchant.contactPhone || '—' },
              {
                label: '平台抽成',
                children: kind === 'supplier' ? '按供货价结算' : percentText(merchant.commissionRatio),
              },
              { label: '合同期', children: contractText(merchant) },
              { label: '微信支付子商户号', children: merchant.subMchid ?? '—' },
              {
                label: '招商人',
                children:
                  recruiterId === null ? (
                    '—'
                  ) : (
                    <MemberName member={{ id: recruiterId, nickname: `会员 ${recruiterId}` }} />
                  ),
              },
              { label: '入驻', children: <Time iso={merchant.createdAt} /> },
            ]}
          />
        </Card>
        {kind === 'store' ? (
          <Card title="门店">
            <Space wrap size={16}>
              {stores.length === 0 ? <span className="quiet">没有门店</span> : null}
              {stores.map((store) => (
                <Link key={store.id} to={`/stores/${store.id}`}>
                  {store.name}
                </Link>
              ))}
            </Space>
          </Card>
        ) : null}
        {mayMoney ? <MerchantPayables id={id} /> : null}
        <Staff id={id} />
      </Space>
      {open === 'edit' ? <MerchantDrawer merchant={merchant} onClose={() => setOpen(null)} /> : null}
      {open === 'suspend' ? <Suspend merchant={merchant} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function Suspend({ merchant: { id, name, stores }, onClose }: { merchant: Merchant; onClose: () => void }) {
  const suspend = useWrite('POST /api/admin/merchants/:id/suspend', '已停业', onClose);
  return (
    <TextDialog
      {...{ title: `让「${name}」停业`, verb: '停业', danger: true, onClose }}
      label="理由"
      isSending={suspend.isPending}
      onText={(reason) => suspend.mutate({ params: { id }, body: { reason } })}
    >
      <p>
        {stores.length === 0 ? '它的商品' : `它的 ${stores.length} 家门店与全部商品`}
        立即不再接单；已下的订单照常履约，队列中的权益不变。
      </p>
    </TextDialog>
  );
}

function Resume({ merchant: { id, name, stores, suspendReason } }: { merchant: Merchant }) {
  const confirm = useConfirm();
  const resume = useWrite('POST /api/admin/merchants/:id/resume', '已恢复营业');
  return (
    <Button
      type="primary"
      onClick={() =>
        confirm({
          title: `恢复「${name}」营业`,
          facts: [
            ['门店', `${stores.length} 家`],
            ['停业理由', suspendReason ?? '—'],
          ],
          verb: '恢复营业',
          run: () => resume.mutateAsync({ params: { id } }),
        })
      }
    >
      恢复营业
    </Button>
  );
}
