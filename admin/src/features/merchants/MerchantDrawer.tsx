import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ratio } from '@paifan/shared/money/ratio';
import { useWrite } from '../../api/queries';
import { FilterDays } from '../../ui/FilterDays';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';
import { RatioInput } from '../settings/inputs';

interface Typed {
  name: string;
  contactName: string;
  contactPhone: string;
  subMchid: string;
}

/** Changes a merchant and its contract. What was typed stays when the server refuses it. */
export function MerchantDrawer({
  merchant,
  onClose,
}: {
  merchant: ResponseOf<'GET /api/admin/merchants/:id'>;
  onClose: () => void;
}) {
  const [commission, setCommission] = useState(ratio(merchant.commissionRatio));
  const [contract, setContract] = useState<{ from: string | undefined; to: string | undefined }>({
    from: merchant.contractFrom ?? undefined,
    to: merchant.contractUntil ?? undefined,
  });
  const overrule = useOverrule();
  const change = useWrite('PUT /api/admin/merchants/:id', '已保存', onClose, isMarginRefusal);
  const save = ({ name, contactName, contactPhone, subMchid }: Typed) =>
    overrule((overruled) =>
      change.mutateAsync({
        params: { id: merchant.id },
        body: {
          ...{ name, contactName, overruled, commissionRatio: commission },
          ...(contactPhone === merchant.contactPhone ? {} : { contactPhone }),
          contractFrom: contract.from ?? null,
          contractUntil: contract.to ?? null,
          subMchid: subMchid.trim() === '' ? null : subMchid.trim(),
        },
      }),
    );
  return (
    <Drawer open title={`修改「${merchant.name}」`} size={720} onClose={onClose}>
      <Form<Typed>
        layout="vertical"
        initialValues={{ ...merchant, subMchid: merchant.subMchid ?? '' }}
        onFinish={(typed) => void save(typed)}
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, min: 2, max: 64, message: '2 到 64 个字' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="contactName"
          label="联系人"
          rules={[{ required: true, whitespace: true, max: 32, message: '请输入联系人' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="contactPhone" label="电话" extra="不改则保持原样">
          <Input inputMode="tel" />
        </Form.Item>
        {merchant.kind === 'supplier' ? null : (
          <Form.Item label="平台抽成" extra="已下的订单保持下单时的抽成；名下门店随之改变">
            <RatioInput label="平台抽成" value={commission} onChange={setCommission} />
          </Form.Item>
        )}
        <Form.Item label="合同期" extra="首尾两天都包含；合同期外不接单">
          <FilterDays from={contract.from} to={contract.to} onChange={setContract} />
        </Form.Item>
        <Form.Item
          name="subMchid"
          label="微信支付子商户号"
          rules={[{ pattern: /^\d{8,32}$/, message: '8 到 32 位数字' }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          保存
        </Button>
      </Form>
    </Drawer>
  );
}
