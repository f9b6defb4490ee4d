import { Form, Input, type FormRule } from 'antd';
import { PictureInput, PicturesInput } from '../../ui/PicturesInput';
import { HoursInput } from './HoursInput';
import { SHOP_PHONE_RULE } from './phoneRule';
import { PlaceFields } from './PlaceFields';

const text = (min: number, max: number): FormRule[] => [
  { required: true, whitespace: true, min, max, message: `${min} 到 ${max} 个字` },
];

/** What the page of a store shows that its merchant changes at any time: fields of a form. */
export const FrontFields = () => (
  <>
    <Form.Item name="weeklyHours" label="营业时间" extra="据此判断「营业中」">
      <HoursInput />
    </Form.Item>
    <div className="form-grid">
      <Form.Item
        name="openingHours"
        label="营业时间的文字"
        extra="不填则由上面的时间生成"
        rules={[{ max: 64, message: '最多 64 个字' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name="phone"
        label="电话"
        extra="手机、带区号的座机或 400 电话；可不填"
        rules={[SHOP_PHONE_RULE]}
      >
        <Input inputMode="tel" />
      </Form.Item>
    </div>
    <Form.Item name="notice" label="店铺公告" rules={[{ max: 200, message: '最多 200 个字' }]}>
      <Input.TextArea rows={2} maxLength={200} showCount />
    </Form.Item>
    <Form.Item name="picture" label="门店主图" rules={[{ required: true, message: '请上传主图' }]}>
      <PictureInput label="主图" />
    </Form.Item>
    <Form.Item name="pictures" label="更多图片" extra="最多 8 张">
      <PicturesInput label="更多图片" most={8} />
    </Form.Item>
  </>
);

/** All that a store tells about itself: fields of a form. */
export const PageFields = () => (
  <>
    <div className="form-grid">
      <Form.Item name="name" label="名称" rules={text(2, 64)}>
        <Input />
      </Form.Item>
      <Form.Item name="trade" label="行业" rules={text(1, 32)}>
        <Input placeholder="餐饮、理发" />
      </Form.Item>
      <Form.Item name="district" label="地区" rules={text(1, 64)}>
        <Input />
      </Form.Item>
      <Form.Item name="address" label="地址" rules={text(2, 255)}>
        <Input />
      </Form.Item>
      <PlaceFields />
    </div>
    <FrontFields />
  </>
);
