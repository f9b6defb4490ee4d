import { Alert, Button, Checkbox, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { useConfirm } from '../../ui/useConfirm';
import { FenInput, Part } from '../settings/inputs';
import { DividendSplit, splitFacts } from './DividendSplit';

/** Whoever confirms says so expressly. SPEC section 12. */
export const MUST_BE_CHECKED = {
  validator: (_: unknown, checked: boolean | undefined) =>
    checked === true ? Promise.resolve() : Promise.reject(new Error('请先确认')),
};

/** Prepares a dividend: the amount, how it would be split by the levels of now, a name and an express confirmation. */
export function PrepareDividend({ onClose }: { onClose: () => void }) {
  const [amountFen, setAmount] = useState(0);
  const split = useRead('GET /api/admin/dividends/preview', { query: { amountFen } });
  const confirm = useConfirm();
  const prepare = useWrite('POST /api/admin/dividends', '已提交，等另一位操作员复核', onClose);
  const found = split.data;
  const hasNothing = found?.paidFen === 0;
  const ask = ({ name }: { name: string }): void => {
    if (found === undefined) return;
    confirm({
      title: `发起分红「${name}」`,
      facts: splitFacts(found),
      warning: '由另一位操作员复核后发放，现在不会动账；您的确认会连同姓名与时间记录下来。',
      verb: '提交复核',
      run: () =>
        prepare.mutateAsync({ body: { name, amountFen, expectedPaidFen: found.paidFen, confirmed: true } }),
    });
  };
  return (
    <Drawer open title="发起分红" size={720} onClose={onClose}>
      <Part name="本次分红">
        <FenInput label="本次分红" value={amountFen} onChange={setAmount} />
      </Part>
      <Loaded query={split}>{(shown) => <DividendSplit split={shown} />}</Loaded>
      {hasNothing ? (
        <Alert type="info" showIcon title="没有可以发放的金额" style={{ marginTop: 16 }} />
      ) : null}
      <Form layout="vertical" onFinish={ask} style={{ marginTop: 16 }}>
        <Form.Item
          name="name"
          label="名称"
          extra="每个名称只发放一次，会员可以看到"
          rules={[{ required: true, whitespace: true, max: 64, message: '请输入名称，例如 2026 年 3 月' }]}
        >
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="confirmed" valuePropName="checked" rules={[MUST_BE_CHECKED]}>
          <Checkbox>我确认按以上数字发起分红</Checkbox>
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          disabled={found === undefined || hasNothing}
          loading={prepare.isPending}
        >
          提交复核
        </Button>
      </Form>
    </Drawer>
  );
}
