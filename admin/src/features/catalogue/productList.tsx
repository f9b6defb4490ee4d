import { Avatar, Space } from 'antd';
import { Link } from 'react-router';
import type { ProductId } from '@paifan/shared/ids/ids';
import type { ItemOf } from '../../api/queries';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import type { Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';

/** What a list of products shows on either side. */
type Row = Pick<
  ItemOf<'GET /api/desk/products'>,
  'id' | 'title' | 'picture' | 'code' | 'priceFen' | 'stock' | 'sold' | 'onSale'
>;

const ON_SALE = { true: '在售', false: '已下架' } as const;
const LOW_STOCK = { '0': '已售罄', '5': '不多于 5 件', '10': '不多于 10 件', '50': '不多于 50 件' } as const;

/** The columns of a list of products, by their keys. */
export const productColumns = (linkTo: (id: ProductId) => string) =>
  ({
    title: {
      key: 'title',
      title: '商品',
      render: ({ id, title, picture }) => (
        <Space>
          <Avatar shape="square" src={picture} alt="" />
          <Link to={linkTo(id)}>{title}</Link>
        </Space>
      ),
    },
    code: { key: 'code', title: '商品编码', render: ({ code }) => code ?? '—' },
    price: {
      key: 'price',
      title: '最低价',
      align: 'right',
      render: ({ priceFen }) => <Money fen={priceFen} />,
    },
    stock: { key: 'stock', title: '在售库存', align: 'right', render: ({ stock }) => stock },
    sold: { key: 'sold', title: '已售', align: 'right', render: ({ sold }) => sold },
    onSale: {
      key: 'onSale',
      title: '状态',
      render: ({ onSale }) => (
        <StateTag tone={onSale ? 'good' : 'over'} text={onSale ? ON_SALE.true : ON_SALE.false} />
      ),
    },
  }) satisfies Readonly<Record<string, Column<Row>>>;

/** How a list of products is filtered by its shelf: names of the address. */
export interface ShelfState {
  readonly onSale?: string;
  readonly stockUpTo?: string;
}

/** What of it the lists ask for. */
export const askedOf = ({ onSale, stockUpTo }: ShelfState) => ({
  ...(isOneOf(ON_SALE, onSale) ? { onSale } : {}),
  ...(isOneOf(LOW_STOCK, stockUpTo) ? { stockUpTo } : {}),
});

/** The same for an export. */
export const exportedOf = ({ onSale, stockUpTo }: ShelfState) => ({
  ...(isOneOf(ON_SALE, onSale) ? { onSale: onSale === 'true' } : {}),
  ...(isOneOf(LOW_STOCK, stockUpTo) ? { stockUpTo: Number(stockUpTo) } : {}),
});

/** On sale or off it, and what is nearly gone. */
export const ShelfFilters = ({
  value: { onSale, stockUpTo },
  onChange,
}: {
  value: ShelfState;
  onChange: (change: ShelfState) => void;
}) => (
  <>
    <FilterSelect
      name="状态"
      words={ON_SALE}
      value={onSale}
      onChange={(next) => onChange({ onSale: next })}
    />
    <FilterSelect
      name="库存"
      words={LOW_STOCK}
      value={stockUpTo}
      onChange={(next) => onChange({ stockUpTo: next })}
    />
  </>
);
