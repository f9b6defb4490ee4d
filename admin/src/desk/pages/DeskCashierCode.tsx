import { Button, Space } from 'antd';
import { Link, useParams } from 'react-router';
import { cashierCodeId, storeId } from '@paifan/shared/ids/ids';
import { useRead } from '../../api/queries';
import { CodeCard } from '../../features/stores/CodeCard';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

/** A cashier's code to look at and to print. */
export default function DeskCashierCode() {
  const { id = '', code = '' } = useParams();
  const [{ label = '' }] = useUrlState(['label']);
  const store = useRead('GET /api/desk/stores/:id', { params: { id: storeId(id) } });
  const picture = useRead('GET /api/desk/cashier-codes/:id/code.png', {
    params: { id: cashierCodeId(code) },
  });
  return (
    <>
      <PageHead
        title="收银码"
        about="打印为 A6 卡片，贴在收银处"
        actions={
          <Space>
            <Link to={`/desk/stores/${id}`}>返回门店</Link>
            <Button type="primary" disabled={picture.data === undefined} onClick={() => window.print()}>
              打印
            </Button>
          </Space>
        }
      />
      <Loaded query={store}>
        {({ name }) => <CodeCard picture={picture} storeName={name} label={label} />}
      </Loaded>
    </>
  );
}
