import { Form, Input, type FormRule } from 'antd';
import { degreesOfTyped } from '@paifan/shared/merchants/place';

/** Degrees, or nothing in both fields. */
const degrees = (other: 'latitude' | 'longitude', most: number, message: string): FormRule[] => [
  ({ getFieldValue }) => ({
    validator(_, typed: string | undefined) {
      if (!typed && !getFieldValue(other)) return Promise.resolve();
      const value = degreesOfTyped(typed ?? '');
      return value !== null && Math.abs(value) <= most * 1_000_000
        ? Promise.resolve()
        : Promise.reject(new Error(message));
    },
  }),
];

/** Where it is: two fields of a form, `latitude` and `longitude`, as degrees are typed. */
export const PlaceFields = () => (
  <>
    <Form.Item
      name="latitude"
      label="纬度"
      extra="与微信地图相同的坐标（GCJ-02）；不填则不按距离排序"
      dependencies={['longitude']}
      rules={degrees('longitude', 90, '纬度如 31.230416，与经度一起填')}
    >
      <Input inputMode="decimal" />
    </Form.Item>
    <Form.Item
      name="longitude"
      label="经度"
      dependencies={['latitude']}
      rules={degrees('latitude', 180, '经度如 121.473701，与纬度一起填')}
    >
      <Input inputMode="decimal" />
    </Form.Item>
  </>
);
