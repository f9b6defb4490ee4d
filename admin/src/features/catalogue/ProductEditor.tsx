import { Button, Card, Form } from 'antd';
import { useState } from 'react';
import type { ItemRules } from '@paifan/shared/settings/rules';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { ContentFields, type Shelves } from './ContentFields';
import { isGuardRefusal, useGuardedSave } from './guards';
import { ProductRules } from './ProductRules';
import { SellerFields, type Seller } from './SellerFields';
import { contentOf, freshProduct, typedOf, type FullProduct, type TypedProduct } from './typedProduct';
import { useShelves } from './useShelves';

interface ProductEditorProps {
  /** null: a new one. */
  readonly product: FullProduct | null;
  readonly onSaved: (product: FullProduct) => void;
}

const OWN: Seller = { source: 'selfOperated', merchantId: null, storeId: null };

/** All of a product on one page. What was typed stays when it is refused. */
export function ProductEditor(props: ProductEditorProps) {
  const shelves = useShelves();
  return <Loaded query={shelves}>{(found) => <Editor {...props} shelves={found} />}</Loaded>;
}

function Editor({ product, onSaved, shelves }: ProductEditorProps & { shelves: Shelves }) {
  const [form] = Form.useForm<TypedProduct>();
  const [seller, setSeller] = useState<Seller>(product ?? OWN);
  const rules = useRules(product);
  const mayWrite = useMay('catalogue.write');
  const guarded = useGuardedSave(useMay('queues.manage'));
  const create = useWrite('POST /api/admin/products', '商品已建好', onSaved, isGuardRefusal);
  const change = useWrite('PUT /api/admin/products/:id', '已保存', onSaved, isGuardRefusal);

  function save(typed: TypedProduct): Promise<void> {
    const content = { ...contentOf(typed), ...(rules.own === undefined ? {} : { rebate: rules.own }) };
    return guarded(({ overruled, confirmWaiting }) =>
      product === null
        ? create.mutateAsync({ body: { ...content, ...seller, overruled } })
        : change.mutateAsync({
            params: { id: product.id },
            body: { ...content, version: product.version, overruled, confirmWaiting },
          }),
    );
  }

  return (
    <Form<TypedProduct>
      form={form}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={product === null ? freshProduct() : typedOf(product)}
      // All fields, also those that are not shown now: a store's product that becomes none keeps its ways.
      onFinish={() => void save(form.getFieldsValue(true) as TypedProduct)}
    >
      {product === null ? (
        <Card title="来源" className="form-card">
          <SellerFields value={seller} onChange={setSeller} />
        </Card>
      ) : null}
      <ContentFields shelves={shelves} ofStore={seller.storeId !== null} />
      <ProductRules rules={rules.own ?? rules.start} onChange={rules.change} storeId={seller.storeId} />
      {mayWrite ? (
        <div className="publish-bar">
          <span className="quiet">已下的订单不受影响</span>
          <Button type="primary" htmlType="submit" loading={create.isPending || change.isPending}>
            {product === null ? '建立商品' : '保存'}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}

/** The rules of a product: those that were changed here, and those that it starts with. A new one starts as setting 2 says. */
function useRules(product: FullProduct | null) {
  const [own, change] = useState<ItemRules>();
  const now = useRead(
    'GET /api/admin/settings',
    {},
    { enabled: useMay('settings.read') && product === null },
  );
  const startsOff = product === null && now.data?.inForce.settings.newProductsEnabled === false;
  // The API answers rules as they were judged when they were kept.
  const start = product === null ? (startsOff ? { enabled: false } : {}) : (product.rebate as ItemRules);
  return { own, change, start };
}
