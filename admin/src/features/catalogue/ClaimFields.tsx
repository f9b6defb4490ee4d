import { DatePicker, Form, Input, InputNumber } from 'antd';
import type dayjs from 'dayjs';
import { TIME_FIELD } from '../../ui/timeField';
import { instantOf } from '../../ui/shopClock';

/** What of a coupon can be changed later, too. */
export interface TypedClaims {
  name: string;
  /** Empty: no limit. */
  total: number | null;
  perMember: number;
  claim: [dayjs.Dayjs, dayjs.Dayjs];
}

/** The same, as it is sent. */
export const claimsOf = ({ name, total, perMember, claim: [from, until] }: TypedClaims) => ({
  ...{ name, total: total ?? null, perMember },
  ...{ claimFrom: instantOf(from), claimUntil: instantOf(until) },
});

export const ClaimFields = () => (
  <>
    <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请输入名称' }]}>
      <Input maxLength={32} showCount />
    </Form.Item>
    <Form.Item name="total" label="发放总数（不填为不限）">
      <InputNumber min={1} max={100_000_000} precision={0} style={{ width: 200 }} />
    </Form.Item>
    <Form.Item name="perMember" label="每人可领" rules={[{ required: true, message: '请输入张数' }]}>
      <InputNumber min={1} max={1_000} precision={0} style={{ width: 200 }} />
    </Form.Item>
    <Form.Item name="claim" label="领取时间" rules={[{ required: true, message: '请选择领取时间' }]}>
      <DatePicker.RangePicker showTime {...TIME_FIELD} />
    </Form.Item>
  </>
);
