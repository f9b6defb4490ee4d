import { useNavigate } from 'react-router';
import { ProductEditor } from '../../features/catalogue/ProductEditor';
import { PageHead } from '../../ui/PageHead';

/** A new product. */
export default function ProductNew() {
  const navigate = useNavigate();
  return (
    <>
      <PageHead title="新建商品" />
      <ProductEditor product={null} onSaved={({ id }) => void navigate(`/products/${id}`)} />
    </>
  );
}
