import { Form, Input, Select } from 'antd';
import { CARRIERS, TRACKING_NUMBER, type Carrier } from '@paifan/shared/orders/carriers';

const COMPANIES = (Object.keys(CARRIERS) as Carrier[]).map((value) => ({ value, label: CARRIERS[value] }));

/** By whom a parcel goes, and its number: fields of a form, `carrier` and `number`. */
export const ExpressFields = () => (
  <>
    <Form.Item name="carrier" label="快递公司" rules={[{ required: true, message: '请选择快递公司' }]}>
      <Select options={COMPANIES} showSearch optionFilterProp="label" />
    </Form.Item>
    <Form.Item
      name="number"
      label="快递单号"
      rules={[{ required: true, pattern: TRACKING_NUMBER, message: '5 到 40 位字母、数字或连字符' }]}
    >
      <Input autoFocus />
    </Form.Item>
  </>
);
