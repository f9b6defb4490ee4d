import { Button, Radio, Space } from 'antd';
import { Link, useParams } from 'react-router';
import { cashierCodeId, storeId } from '@paifan/shared/ids/ids';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';
import { homeOf, type Side } from '../sides';
import { CODE_CARD_SIZES, CodeCard, type CodeCardSize } from './CodeCard';

const ROUTES = {
  admin: { store: 'GET /api/admin/stores/:id', picture: 'GET /api/admin/cashier-codes/:id/code.png' },
  desk: { store: 'GET /api/desk/stores/:id', picture: 'GET /api/desk/cashier-codes/:id/code.png' },
} as const;

const isSize = (text: string | undefined): text is CodeCardSize =>
  CODE_CARD_SIZES.some((size) => size === text);

/** A cashier's code to look at and to print, as a card of A6 or a stand of A5. */
export function CashierCodePage({ side }: { side: Side }) {
  const { id = '', code = '' } = useParams();
  const [{ label = '', size }, setUrl] = useUrlState(['label', 'size']);
  const chosen = isSize(size) ? size : 'A6';
  const store = useRead(ROUTES[side].store, { params: { id: storeId(id) } });
  const picture = useRead(ROUTES[side].picture, { params: { id: cashierCodeId(code) } });
  return (
    <>
      <PageHead
        title="收银码"
        about={chosen === 'A6' ? '打印为 A6 卡片，贴在收银处' : '打印为 A5 台卡，立在收银台上'}
        actions={
          <Space>
            <Radio.Group
              aria-label="纸张"
              optionType="button"
              value={chosen}
              options={CODE_CARD_SIZES.map((value) => ({ value, label: value }))}
              onChange={({ target }) => setUrl({ size: String(target.value) })}
            />
            <Link to={`${homeOf(side)}/stores/${id}?tab=codes`}>返回门店</Link>
            <Button type="primary" disabled={picture.data === undefined} onClick={() => window.print()}>
              打印
            </Button>
          </Space>
        }
      />
      <Loaded query={store}>
        {({ name }) => <CodeCard picture={picture} storeName={name} label={label} size={chosen} />}
      </Loaded>
    </>
  );
}
