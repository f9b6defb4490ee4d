import { Alert, Button, Drawer, Form } from 'antd';
import { useWrite } from '../../api/queries';
import { ClaimFields, claimsOf, type TypedClaims } from './ClaimFields';
import type { Coupon } from './couponText';
import { pickedOf } from '../../ui/shopClock';

/** Who can claim a coupon, and when. What it takes off never changes. */
export function CouponChangeDrawer({ coupon, onClose }: { coupon: Coupon; onClose: () => void }) {
  const change = useWrite('PUT /api/admin/coupons/:id', '已保存', onClose);
  const { id, name, total, perMember, claimFrom, claimUntil } = coupon;
  return (
    <Drawer open size={520} title={`修改「${name}」`} onClose={onClose}>
      <Alert type="info" title="优惠内容不能改：已有会员领取。可停止发放后另建一种。" className="form-card" />
      <Form<TypedClaims>
        layout="vertical"
        initialValues={{ name, total, perMember, claim: [pickedOf(claimFrom), pickedOf(claimUntil)] }}
        onFinish={(typed) => change.mutate({ params: { id }, body: claimsOf(typed) })}
      >
        <ClaimFields />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          保存
        </Button>
      </Form>
    </Drawer>
  );
}
