import { Form, Input, Space, type FormRule } from 'antd';
import { degreesOfTyped } from '../../ui/PlaceLink';

/** Degrees, or nothing in both fields. */
const degrees = (
  name: 'latitude' | 'longitude',
  other: 'latitude' | 'longitude',
  most: number,
): FormRule[] => [
  ({ getFieldValue }) => ({
    validator(_, typed: string | undefined) {
      const value = degreesOfTyped(typed ?? '');
      if (!typed && !getFieldValue(other)) return Promise.resolve();
      return value !== null && Math.abs(value) <= most * 1_000_000
        ? Promise.resolve()
        : Promise.reject(new Error(`${name === 'latitude' ? '纬度' : '经度'}如 31.230416，两项一起填`));
    },
  }),
];

/** Where it is: two fields of a form, `latitude` and `longitude`, as degrees are typed. */
export const PlaceFields = () => (
  <Form.Item label="位置" extra="与微信地图相同的坐标（GCJ-02）；不填则不按距离排序">
    <Space>
      <Form.Item
        noStyle
        name="latitude"
        dependencies={['longitude']}
        rules={degrees('latitude', 'longitude', 90)}
      >
        <Input aria-label="纬度" placeholder="纬度" inputMode="decimal" />
      </Form.Item>
      <Form.Item
        noStyle
        name="longitude"
        dependencies={['latitude']}
        rules={degrees('longitude', 'latitude', 180)}
      >
        <Input aria-label="经度" placeholder="经度" inputMode="decimal" />
      </Form.Item>
    </Space>
  </Form.Item>
);
