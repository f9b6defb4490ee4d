import { Form, Input, Typography, type FormRule } from 'antd';
import { degreesOfTyped, pairOfTyped } from '@paifan/shared/merchants/place';

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

const PICKER = 'https://lbs.qq.com/getPoint/';

/** Where it is: two fields of a form, `latitude` and `longitude`, as degrees are typed; a pair in either is parted. */
export function PlaceFields() {
  const form = Form.useFormInstance();
  const part = (typed: string): void => {
    const pair = pairOfTyped(typed);
    if (pair !== null) form.setFieldsValue(pair);
  };
  const input = (
    <Input
      inputMode="decimal"
      // Whoever types a pair is not through with it before the field is left.
      onChange={({ target, nativeEvent }) => isPasted(nativeEvent) && part(target.value)}
      onBlur={({ target }) => part(target.value)}
    />
  );
  return (
    <>
      <Form.Item
        name="latitude"
        label="纬度"
        extra={
          <>
            在
            <Typography.Link underline href={PICKER} target="_blank" rel="noreferrer">
              腾讯坐标拾取器
            </Typography.Link>
            点选门店，把复制的坐标（如 39.9,116.4）整个粘贴到纬度或经度，会自动分开。不填则不按距离排序
          </>
        }
        dependencies={['longitude']}
        rules={degrees('longitude', 90, '纬度如 31.230416，与经度一起填')}
      >
        {input}
      </Form.Item>
      <Form.Item
        name="longitude"
        label="经度"
        extra="与微信地图相同的坐标（GCJ-02）；其他地图的坐标会偏几百米"
        dependencies={['latitude']}
        rules={degrees('latitude', 180, '经度如 121.473701，与纬度一起填')}
      >
        {input}
      </Form.Item>
    </>
  );
}

const isPasted = (event: Event): boolean =>
  event instanceof InputEvent && event.inputType === 'insertFromPaste';
