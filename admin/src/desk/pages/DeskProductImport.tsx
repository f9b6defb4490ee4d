import { Form, Select } from 'antd';
import { Link } from 'react-router';
import { upload } from '../../api/client';
import { ProductImport } from '../../features/longJobs/ProductImport';
import { useUrlState } from '../../ui/useUrlState';
import { useOwnStore } from '../parts/StoreFilter';
import { useDesk } from '../whoAmI';

const STORE_WORDS = {
  verb: '导入',
  warning: '编码已存在的商品将按表格更新。',
  done: '已导入',
  then: <Link to="/desk/products">查看商品</Link>,
};
const SUPPLIER_WORDS = {
  verb: '提交申请',
  warning: '有改动的商品逐个提交申请，审核通过后生效；在售规格的库存立即生效。',
  done: '已处理',
  then: <Link to="/desk/proposals">查看商品申请</Link>,
};

/** The merchant's products from a table: a store's are saved, a supplier's are proposed. */
export default function DeskProductImport() {
  const { merchant, stores } = useDesk();
  const [{ store }, setUrl] = useUrlState(['store']);
  const chosen = useOwnStore(store);
  const [only] = stores;
  const storeId = stores.length === 1 ? only?.id : chosen;
  const isStore = merchant.kind === 'store';
  return (
    <ProductImport
      side="desk"
      words={isStore ? STORE_WORDS : SUPPLIER_WORDS}
      missing={isStore && storeId === undefined ? '请先选择门店' : null}
      beside={
        isStore && stores.length > 1 ? (
          <Form.Item label="门店" htmlFor="import-store">
            <Select
              id="import-store"
              style={{ width: 240 }}
              value={storeId}
              options={stores.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => setUrl({ store: id })}
            />
          </Form.Item>
        ) : null
      }
      check={(file) =>
        upload('POST /api/desk/imports/products/checks', file, {
          query: isStore && storeId !== undefined ? { storeId } : {},
        })
      }
    />
  );
}
