import { Button, Space } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { StateTag } from '../../ui/StateTag';

interface Props {
  readonly orderNo: string;
  readonly upload: ResponseOf<'GET /api/admin/orders/:no'>['shippingUpload'];
}

/** Says that WeChat did not take the shipping of an order, and tells it again. */
export function RefusedUpload({ orderNo, upload }: Props) {
  const retry = useWrite('POST /api/admin/orders/:no/shipping-upload/retry', '即将再次告知微信');
  const mayShip = useMay('orders.ship');
  if (upload?.state !== 'refused') return null;
  return (
    <Space>
      <StateTag tone="bad" text={`微信未接收发货信息：${upload.error ?? '原因不明'}`} />
      {mayShip ? (
        <Button
          size="small"
          loading={retry.isPending}
          onClick={() => retry.mutate({ params: { no: orderNo } })}
        >
          再次告知微信
        </Button>
      ) : null}
    </Space>
  );
}
