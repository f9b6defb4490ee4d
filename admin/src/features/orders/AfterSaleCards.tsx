import { Button, Card, Descriptions, Image, Space, Timeline } from 'antd';
import type { ReactNode } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import {
  AFTER_SALE_KIND_TEXT,
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
} from '@paifan/shared/texts/states';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { DEED_TITLES, type Deed } from './Decision';

/** A request as either side reads it. */
type AfterSale = Omit<
  ResponseOf<'GET /api/desk/after-sales/:no'>,
  'may' | 'events' | 'buyerName' | 'storeName' | 'orderKind'
>;

interface AfterSaleCardProps {
  readonly found: AfterSale;
  /** Who asks, by the word that this side has for them. */
  readonly buyer: readonly [word: string, name: ReactNode];
  readonly order: ReactNode;
  /** Which store it is of; absent: the side reads it from the order. */
  readonly from?: string;
}

/** What was asked for, and why. */
export const AfterSaleCard = ({ found, buyer: [buyer, name], order, from }: AfterSaleCardProps) => {
  const { state, kind, title, quantity, amountFen, reasonText, text, answer, returnParcel, pictures } = found;
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [
      '状态',
      <StateTag key="state" tone={AFTER_SALE_STATE_TONE[state]} text={AFTER_SALE_STATE_TEXT[state]} />,
    ],
    ['方式', AFTER_SALE_KIND_TEXT[kind]],
    [buyer, name],
    ['订单', order],
    ...(from === undefined ? [] : [['来自', from] as const]),
    ['商品', quantity > 0 ? `${title} × ${quantity}` : title],
    ...(amountFen === null ? [] : [['金额', <Money key="amount" fen={amountFen} />] as const]),
    ['原因', reasonText],
    ['说明', text || '—'],
    ['答复', answer ?? '—'],
    ['寄回', returnParcel === null ? '—' : `${returnParcel.carrierName} ${returnParcel.number}`],
  ];
  return (
    <Card style={{ marginBottom: 16 }}>
      <Descriptions
        column={{ xs: 1, lg: 2 }}
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Image.PreviewGroup>
        <Space>
          {pictures.map((picture) => (
            <Image key={picture} width={96} src={picture} alt="售后图片" />
          ))}
        </Space>
      </Image.PreviewGroup>
    </Card>
  );
};

interface Event {
  readonly at: string;
  readonly text: string;
  /** Who did it, by name. */
  readonly who: string;
  readonly note: string | null;
}

/** What happened to it, oldest first. */
export const AfterSaleEvents = ({ events }: { events: readonly Event[] }) => (
  <Timeline
    items={events.map(({ at, text, who, note }, index) => ({
      key: index,
      content: (
        <>
          <Time iso={at} /> {text} <span className="quiet">{who}</span>
          {note === null ? '' : `：${note}`}
        </>
      ),
    }))}
  />
);

/** What can be done with it now, a button each. */
export const DeedButtons = ({
  may,
  onChoose,
}: {
  may: Readonly<Record<Deed, boolean>>;
  onChoose: (deed: Deed) => void;
}) => (
  <Space>
    {(['approve', 'receive', 'refund', 'reject'] as const)
      .filter((deed) => may[deed])
      .map((deed) => (
        <Button
          key={deed}
          type={deed === 'reject' ? 'default' : 'primary'}
          danger={deed === 'reject'}
          onClick={() => onChoose(deed)}
        >
          {DEED_TITLES[deed]}
        </Button>
      ))}
  </Space>
);
