import { Form, Input, Radio, type FormRule } from 'antd';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import type { OpenHours } from '@paifan/shared/merchants/hours';
import { MERCHANT_KINDS, type MerchantKind } from '@paifan/shared/merchants/permissions';
import { degreesOfTyped, degreesText } from '@paifan/shared/merchants/place';
import { ratio, type Ratio } from '@paifan/shared/money/ratio';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { RatioInput } from '../../features/settings/inputs';
import { HoursInput } from '../../features/stores/HoursInput';
import { SHOP_PHONE_RULE } from '../../features/stores/phoneRule';
import { PlaceFields } from '../../features/stores/PlaceFields';
import { PicturesInput } from '../../ui/PicturesInput';

export type Application = ResponseOf<'POST /api/applications/:no/read'>;
type Draft = Omit<BodyInputOf<'PUT /api/applications/:no'>, 'key'>;

/** An application as it is typed. */
export interface TypedApplication {
  kind: MerchantKind;
  name: string;
  trade: string;
  contactName: string;
  phone: string;
  district: string;
  address: string;
  latitude: string;
  longitude: string;
  weeklyHours: readonly OpenHours[] | null;
  pictures: string[];
  licences: string[];
  commissionRatio: Ratio;
}

const NO_COMMISSION = ratio('0');

export const freshApplication = (): Partial<TypedApplication> => ({
  ...{
    kind: 'store',
    latitude: '',
    longitude: '',
    weeklyHours: null,
    pictures: [],
    licences: [],
    commissionRatio: ratio('0.1'),
  },
});

/** The phone is typed again: it is only shown masked. */
export const typedOfApplication = (found: Application): Partial<TypedApplication> => ({
  ...{ kind: found.kind, name: found.name, trade: found.trade, contactName: found.contactName },
  ...{ district: found.district, address: found.address },
  latitude: found.place === null ? '' : degreesText(found.place.latitudeE6),
  longitude: found.place === null ? '' : degreesText(found.place.longitudeE6),
  weeklyHours: found.weeklyHours,
  pictures: [...found.pictures],
  licences: [...found.licences],
  commissionRatio: ratio(found.proposedRatio),
});

export function applicationOfTyped({
  latitude,
  longitude,
  weeklyHours,
  commissionRatio,
  ...typed
}: TypedApplication): Draft {
  const [latitudeE6, longitudeE6] = [degreesOfTyped(latitude), degreesOfTyped(longitude)];
  return {
    ...typed,
    place: latitudeE6 === null || longitudeE6 === null ? null : { latitudeE6, longitudeE6 },
    weeklyHours: weeklyHours === null ? null : [...weeklyHours],
    commissionRatio: typed.kind === 'supplier' ? NO_COMMISSION : commissionRatio,
  };
}

const text = (min: number, max: number): FormRule[] => [
  { required: true, whitespace: true, min, max, message: `${min} 到 ${max} 个字` },
];

/** What an applicant tells: fields of a form of `TypedApplication`. */
export function ApplicationFields({ kind }: { kind: MerchantKind | undefined }) {
  return (
    <>
      <Form.Item name="kind" label="申请成为">
        <Radio.Group
          optionType="button"
          options={MERCHANT_KINDS.map((value) => ({ value, label: MERCHANT_KIND_TEXT[value] }))}
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="name" label={kind === 'supplier' ? '供应商名称' : '门店名称'} rules={text(2, 64)}>
          <Input />
        </Form.Item>
        <Form.Item name="trade" label="行业" rules={text(1, 32)}>
          <Input placeholder="餐饮、理发、茶叶" />
        </Form.Item>
        <Form.Item name="contactName" label="联系人" rules={text(1, 32)}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item
          name="phone"
          label="电话"
          rules={[{ required: true, message: '请输入电话' }, SHOP_PHONE_RULE]}
        >
          <Input inputMode="tel" autoComplete="tel" />
        </Form.Item>
        <Form.Item name="district" label="地区" rules={text(1, 64)}>
          <Input placeholder="杭州市上城区" />
        </Form.Item>
        <Form.Item name="address" label="地址" rules={text(2, 255)}>
          <Input autoComplete="street-address" />
        </Form.Item>
        {kind === 'supplier' ? null : (
          <>
            <PlaceFields />
            <Form.Item
              name="commissionRatio"
              label="提议的平台抽成"
              extra="顾客付款中归平台的比例；平台可能另提比例，由您确认"
            >
              <CommissionInput />
            </Form.Item>
          </>
        )}
      </div>
      {kind === 'supplier' ? null : (
        <Form.Item name="weeklyHours" label="营业时间" extra="通过后显示在门店页，之后可以在工作台修改">
          <HoursInput />
        </Form.Item>
      )}
      <Form.Item name="pictures" label={kind === 'supplier' ? '商品图片' : '门店图片'} extra="最多 9 张">
        <PicturesInput label="图片" most={9} />
      </Form.Item>
      <Form.Item name="licences" label="营业执照等证照" extra="仅用于审核，不会出现在门店页">
        <PicturesInput label="证照" most={9} />
      </Form.Item>
    </>
  );
}

const CommissionInput = ({
  value = NO_COMMISSION,
  onChange = () => undefined,
}: {
  value?: Ratio;
  onChange?: (value: Ratio) => void;
}) => <RatioInput label="提议的平台抽成" value={value} onChange={onChange} />;
