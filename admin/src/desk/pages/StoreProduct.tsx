import { Alert, Button, Card, Form, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { productId, type StoreId } from '@paifan/shared/ids/ids';
import { useRead, useWrite } from '../../api/queries';
import { ContentFields, type Shelves } from '../../features/catalogue/ContentFields';
import { isGuardRefusal, useGuardedSave } from '../../features/catalogue/guards';
import {
  contentOf,
  freshProduct,
  typedOf,
  type FullProduct,
  type TypedProduct,
} from '../../features/catalogue/typedProduct';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useDeskShelves } from '../parts/shelves';
import { useDesk, useDeskMay } from '../whoAmI';

/** A product that a store sells online: new, or to change. */
export default function StoreProduct() {
  const { id } = useParams();
  const navigate = useNavigate();
  if (id !== undefined) return <Existing key={id} id={id} />;
  return (
    <>
      <PageHead title="新建商品" />
      <Editor product={null} onSaved={(made) => void navigate(`/desk/products/${made.id}`)} />
    </>
  );
}

function Existing({ id }: { id: string }) {
  const query = useRead('GET /api/desk/products/:id', { params: { id: productId(id) } });
  return <Loaded query={query}>{(found) => <Shown found={found} />}</Loaded>;
}

function Shown({ found }: { found: FullProduct }) {
  // What is being edited stays as it was read, until it is saved or read anew on purpose.
  const [product, setProduct] = useState(found);
  return (
    <>
      <PageHead title={product.title} about={`已售 ${product.sold} 件`} />
      {found.version > product.version ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title="别人刚保存过这个商品"
          description="在此保存会被拒绝，以免盖掉别人的改动。载入新内容后，这里未保存的改动会丢失。"
          action={<Button onClick={() => setProduct(found)}>载入新内容</Button>}
        />
      ) : null}
      <Editor key={product.version} product={product} onSaved={setProduct} />
    </>
  );
}

interface EditorProps {
  /** null: a new one. */
  readonly product: FullProduct | null;
  readonly onSaved: (product: FullProduct) => void;
}

function Editor(props: EditorProps) {
  const shelves = useDeskShelves();
  return <Loaded query={shelves}>{(found) => <Fields {...props} shelves={found} />}</Loaded>;
}

function Fields({ product, onSaved, shelves }: EditorProps & { shelves: Shelves }) {
  const [form] = Form.useForm<TypedProduct>();
  const { stores } = useDesk();
  const [storeId, setStoreId] = useState<StoreId | undefined>(stores[0]?.id);
  const mayWrite = useDeskMay('desk.products.write');
  const guarded = useGuardedSave();
  const create = useWrite('POST /api/desk/products', '商品已建好', onSaved);
  const change = useWrite('PUT /api/desk/products/:id', '已保存', onSaved, isGuardRefusal);

  function save(typed: TypedProduct): Promise<void> {
    const content = contentOf(typed);
    return guarded(async ({ confirmWaiting }) => {
      if (product !== null)
        await change.mutateAsync({
          params: { id: product.id },
          body: { ...content, version: product.version, confirmWaiting },
        });
      else if (storeId !== undefined) await create.mutateAsync({ body: { ...content, storeId } });
    });
  }

  return (
    <Form<TypedProduct>
      form={form}
      layout="vertical"
      disabled={!mayWrite}
      initialValues={product === null ? freshProduct() : typedOf(product)}
      onFinish={() => void save(form.getFieldsValue(true) as TypedProduct)}
    >
      {product === null && stores.length > 1 ? (
        <Card title="门店" className="form-card">
          <Select
            aria-label="门店"
            style={{ minWidth: 240 }}
            value={storeId}
            onChange={setStoreId}
            options={stores.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Card>
      ) : null}
      <ContentFields shelves={shelves} ofStore cost="成本" />
      {mayWrite ? (
        <div className="publish-bar">
          <span className="quiet">已下的订单不受影响；是否参与排队返利由平台设置</span>
          <Button
            type="primary"
            htmlType="submit"
            disabled={product === null && storeId === undefined}
            loading={create.isPending || change.isPending}
          >
            {product === null ? '建立商品' : '保存'}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}
