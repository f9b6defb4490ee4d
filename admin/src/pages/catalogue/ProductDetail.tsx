import { Alert, Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { productId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { moneyText } from '@paifan/shared/client/moneyText';
import { PRODUCT_SOURCE_TEXT } from '@paifan/shared/texts/states';
import { useAhead, useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ProductEditor } from '../../features/catalogue/ProductEditor';
import { queuePath } from '../../features/queues/words';
import { Loaded } from '../../ui/Loaded';
import { MayLink } from '../../ui/MayLink';
import { PageHead } from '../../ui/PageHead';

type Found = ResponseOf<'GET /api/admin/products/:id'>;

/** A product: what it is, what it costs, and its own rules of the rebate. */
export default function ProductDetail() {
  const { id = '' } = useParams();
  const ahead = useAhead();
  const mayCompare = useMay('settings.read');
  const query = useRead('GET /api/admin/products/:id', { params: { id: productId(id) } });
  ahead('GET /api/admin/categories', {});
  ahead('GET /api/admin/freight-templates', {});
  ahead('GET /api/admin/levels', {});
  if (mayCompare) ahead('GET /api/admin/settings', {});
  return <Loaded query={query}>{(found) => <Shown key={id} found={found} />}</Loaded>;
}

function Shown({ found }: { found: Found }) {
  // What is being edited stays as it was read, until it is saved or read anew on purpose.
  const [product, setProduct] = useState(found.product);
  const { waiting } = found;
  const maySeeQueues = useMay('queues.read');
  return (
    <>
      <PageHead
        title={product.title}
        about={`编号 ${product.id}，已售 ${product.sold} 件`}
        actions={
          <Space>
            <Tag>{PRODUCT_SOURCE_TEXT[product.source]}</Tag>
            <MayLink permission="orders.read" to={`/orders?productId=${product.id}`} otherwise={null}>
              订单
            </MayLink>
            <Link to={`/reviews?productId=${product.id}`}>评价</Link>
          </Space>
        }
      />
      {waiting === null ? null : (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={`本商品的队列中有 ${waiting.entries} 个权益在等待，待奖励 ${moneyText(waiting.remainingFen)}`}
          description="下架后没有新订单为它们提供奖励。"
          action={maySeeQueues ? <Link to={queuePath(waiting.queueKey)}>查看队列</Link> : null}
        />
      )}
      {found.product.version > product.version ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title="别人刚保存过这个商品"
          description="在此保存会被拒绝，以免盖掉别人的改动。载入新内容后，这里未保存的改动会丢失。"
          action={<Button onClick={() => setProduct(found.product)}>载入新内容</Button>}
        />
      ) : null}
      <ProductEditor key={product.version} product={product} onSaved={setProduct} />
    </>
  );
}
