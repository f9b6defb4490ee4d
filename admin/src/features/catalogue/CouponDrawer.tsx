import { Button, DatePicker, Drawer, Form, InputNumber, Radio, Select } from 'antd';
import type dayjs from 'dayjs';
import { productId, type ProductId, type StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio, subtractRatio, ONE_RATIO, type Ratio } from '@paifan/shared/money/ratio';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { FenInput, RatioInput } from '../settings/inputs';
import { ClaimFields, claimsOf, type TypedClaims } from './ClaimFields';
import { StoreSelect } from './SellerFields';
import { useCategories } from './useShelves';
import { TIME_FIELD } from '../../ui/timeField';
import { instantOf, pickedNow } from '../../ui/shopClock';

type Body = BodyInputOf<'POST /api/admin/coupons'>;

interface Typed extends TypedClaims {
  type: 'amountOff' | 'shareOff';
  offFen: number;
  /** What is left to pay: 0.9 is nine tenths. */
  left: Ratio;
  capFen: number;
  minFen: number;
  scope: Body['scope']['type'];
  categoryIds?: string[];
  productIds?: ProductId[];
  storeId?: StoreId | null;
  validity: Body['validity']['type'];
  days: number;
  dates?: [dayjs.Dayjs, dayjs.Dayjs];
}

const FRESH = (): Typed => ({
  ...{ name: '', total: null, perMember: 1, claim: [pickedNow(), pickedNow().add(30, 'day')] },
  ...{ type: 'amountOff', offFen: 500, left: ratio('0.9'), capFen: 0, minFen: 5_000 },
  ...{ scope: 'mall', validity: 'days', days: 7 },
});

const DISCOUNTS = [
  { value: 'amountOff', label: '减金额' },
  { value: 'shareOff', label: '打折' },
];
const VALIDITIES = [
  { value: 'days', label: '领取后若干天' },
  { value: 'dates', label: '固定时间' },
];
const SCOPES = [
  { value: 'mall', label: '全部商城商品' },
  { value: 'categories', label: '指定分类' },
  { value: 'products', label: '指定商品' },
  { value: 'store', label: '一家门店的线上商品' },
];
const DIGITS = /^[1-9]\d{0,18}$/;

/** A number in an input of the settings, as a field of a form. */
const AmountField = ({
  value = 0,
  onChange = () => undefined,
  label,
}: {
  value?: number;
  onChange?: (fen: number) => void;
  label: string;
}) => <FenInput label={label} value={value} onChange={onChange} />;

const LeftField = ({
  value = ratio('0.9'),
  onChange = () => undefined,
}: {
  value?: Ratio;
  onChange?: (left: Ratio) => void;
}) => <RatioInput label="折后支付" value={value} onChange={onChange} />;

function discountOf({ type, offFen, left, capFen }: Typed): Body['discount'] {
  return type === 'amountOff'
    ? { type, offFen: fen(offFen) }
    : { type, ratio: subtractRatio(ONE_RATIO, left), capFen: capFen === 0 ? null : fen(capFen) };
}

function scopeOf({ scope, categoryIds = [], productIds = [], storeId }: Typed): Body['scope'] {
  if (scope === 'categories') return { type: scope, ids: categoryIds };
  if (scope === 'products') return { type: scope, ids: productIds };
  if (scope === 'store' && storeId) return { type: scope, id: storeId };
  return { type: 'mall' };
}

const validityOf = ({ validity, days, dates }: Typed): Body['validity'] =>
  validity === 'dates' && dates !== undefined
    ? { type: validity, from: instantOf(dates[0]), until: instantOf(dates[1]) }
    : { type: 'days', days };

/** A new coupon. */
export function CouponDrawer({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const type = Form.useWatch('type', form);
  const scope = Form.useWatch('scope', form);
  const validity = Form.useWatch('validity', form);
  const { items: categories } = useCategories();
  const mayChooseStore = useMay('stores.read');
  const create = useWrite('POST /api/admin/coupons', '已新建', onClose);
  function save(): void {
    const typed = form.getFieldsValue(true) as Typed;
    create.mutate({
      body: {
        ...claimsOf(typed),
        ...{ discount: discountOf(typed), minFen: fen(typed.minFen) },
        ...{ scope: scopeOf(typed), validity: validityOf(typed) },
      },
    });
  }
  return (
    <Drawer open size={560} title="新建优惠券" onClose={onClose}>
      <Form<Typed> form={form} layout="vertical" initialValues={FRESH()} onFinish={save}>
        <ClaimFields />
        <Form.Item name="type" label="优惠">
          <Radio.Group options={DISCOUNTS} />
        </Form.Item>
        {type === 'shareOff' ? (
          <>
            <Form.Item
              name="left"
              label="折后支付（90% 即九折）"
              rules={[
                {
                  validator: (_, left: Ratio) =>
                    /^0\.(?=\d*[1-9])/.test(left)
                      ? Promise.resolve()
                      : Promise.reject(new Error('须大于 0 且小于 100%')),
                },
              ]}
            >
              <LeftField />
            </Form.Item>
            <Form.Item name="capFen" label="最多减（0 为不限）">
              <AmountField label="最多减" />
            </Form.Item>
          </>
        ) : (
          <Form.Item name="offFen" label="减免金额">
            <AmountField label="减免金额" />
          </Form.Item>
        )}
        <Form.Item name="minFen" label="适用商品满（0 为不限）">
          <AmountField label="适用商品满" />
        </Form.Item>
        <Form.Item name="scope" label="适用范围">
          <Select options={mayChooseStore ? SCOPES : SCOPES.filter(({ value }) => value !== 'store')} />
        </Form.Item>
        {scope === 'categories' ? (
          <Form.Item name="categoryIds" label="分类" rules={[{ required: true, message: '请选择分类' }]}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={categories.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        ) : null}
        {scope === 'products' ? (
          <Form.Item
            name="productIds"
            label="商品编号（回车添加）"
            rules={[{ required: true, message: '请输入商品编号' }]}
            normalize={(ids: string[]) => ids.filter((id) => DIGITS.test(id)).map(productId)}
          >
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', ' ']} />
          </Form.Item>
        ) : null}
        {scope === 'store' ? (
          <Form.Item name="storeId" label="门店" rules={[{ required: true, message: '请选择门店' }]}>
            <StoreField />
          </Form.Item>
        ) : null}
        <Form.Item name="validity" label="有效期">
          <Radio.Group options={VALIDITIES} />
        </Form.Item>
        {validity === 'dates' ? (
          <Form.Item name="dates" label="使用时间" rules={[{ required: true, message: '请选择使用时间' }]}>
            <DatePicker.RangePicker showTime {...TIME_FIELD} />
          </Form.Item>
        ) : (
          <Form.Item name="days" label="天数" rules={[{ required: true, message: '请输入天数' }]}>
            <InputNumber min={1} max={3_650} precision={0} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          新建
        </Button>
      </Form>
    </Drawer>
  );
}

const StoreField = ({
  value = null,
  onChange = () => undefined,
}: {
  value?: StoreId | null;
  onChange?: (id: StoreId | null) => void;
}) => <StoreSelect value={value} onChange={onChange} />;
