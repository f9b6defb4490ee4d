import { Button, Card, Descriptions, Image, Space, Timeline } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import {
  AFTER_SALE_KIND_TEXT,
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
} from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { DEED_TITLES, DecideDrawer, type Deed } from '../parts/DecideDrawer';
import { useDeskMay } from '../whoAmI';

export type DeskAfterSale = ResponseOf<'GET /api/desk/after-sales/:no'>;

const BY: Readonly<Record<DeskAfterSale['events'][number]['by'], string>> = {
  member: '顾客',
  merchant: '本店',
  operator: '平台',
  system: '系统',
};

/** One request: what was asked for, what was done with it, and what can be done now. */
export default function DeskAfterSalePage() {
  const { no = '' } = useParams();
  const query = useRead('GET /api/desk/after-sales/:no', { params: { no } });
  return <Loaded query={query}>{(found) => <Shown found={found} />}</Loaded>;
}

function Shown({ found }: { found: DeskAfterSale }) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const mayDecide = useDeskMay('desk.afterSales.decide');
  const { may } = found;
  const button = (name: Deed, isOpen: boolean) =>
    isOpen ? (
      <Button
        key={name}
        type={name === 'reject' ? 'default' : 'primary'}
        danger={name === 'reject'}
        onClick={() => setDeed(name)}
      >
        {DEED_TITLES[name]}
      </Button>
    ) : null;
  return (
    <>
      <PageHead
        title={`售后 ${found.no}`}
        actions={
          mayDecide ? (
            <Space>
              {button('approve', may.approve)}
              {button('receive', may.receive)}
              {button('refund', may.refund)}
              {button('reject', may.reject)}
            </Space>
          ) : null
        }
      />
      <Card style={{ marginBottom: 16 }}>
        <Descriptions column={{ xs: 1, lg: 2 }} items={factsOf(found)} />
        <Image.PreviewGroup>
          <Space>
            {found.pictures.map((picture) => (
              <Image key={picture} width={96} src={picture} alt="售后图片" />
            ))}
          </Space>
        </Image.PreviewGroup>
      </Card>
      <Card title="经过">
        <Timeline
          items={found.events.map(({ at, by, text, note }, index) => ({
            key: index,
            content: (
              <>
                <Time iso={at} /> {text} <span className="quiet">{BY[by]}</span>
                {note === null ? '' : `：${note}`}
              </>
            ),
          }))}
        />
      </Card>
      {deed === null ? null : <DecideDrawer deed={deed} found={found} onClose={() => setDeed(null)} />}
    </>
  );
}

const factsOf = (found: DeskAfterSale) =>
  [
    {
      label: '状态',
      children: (
        <StateTag tone={AFTER_SALE_STATE_TONE[found.state]} text={AFTER_SALE_STATE_TEXT[found.state]} />
      ),
    },
    { label: '方式', children: AFTER_SALE_KIND_TEXT[found.kind] },
    { label: '顾客', children: found.buyerName },
    {
      label: '订单',
      // What a cashier takes is no order to be sent, and has no page of its own.
      children:
        found.orderKind === 'cashier' ? (
          found.orderNo
        ) : (
          <Link to={`/desk/orders/${found.orderNo}`}>{found.orderNo}</Link>
        ),
    },
    { label: '来自', children: found.storeName ?? '商城' },
    { label: '商品', children: found.quantity === 0 ? found.title : `${found.title} × ${found.quantity}` },
    ...(found.amountFen === null ? [] : [{ label: '金额', children: <Money fen={found.amountFen} /> }]),
    { label: '原因', children: found.reasonText },
    { label: '说明', children: found.text || '—' },
    { label: '答复', children: found.answer ?? '—' },
    {
      label: '寄回',
      children:
        found.returnParcel === null ? '—' : `${found.returnParcel.carrierName} ${found.returnParcel.number}`,
    },
  ].map((item) => ({ key: item.label, ...item }));
