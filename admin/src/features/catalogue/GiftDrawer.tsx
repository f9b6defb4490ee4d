import { Alert, Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ASSET_TEXT } from '@paifan/shared/texts/states';
import { useWrite } from '../../api/queries';
import { PictureInput } from '../../ui/PicturesInput';
import { HundredthsInput } from '../settings/inputs';

export type Gift = ResponseOf<'GET /api/admin/gifts'>['items'][number];

interface Typed {
  title: string;
  summary: string;
  picture: string;
  balance: Gift['balance'];
  price: number;
  stock: number;
  maxPerMember: number | null;
  onSale: boolean;
}

const FRESH: Typed = {
  ...{ title: '', summary: '', picture: '', balance: 'points', price: 10_000 },
  ...{ stock: 0, maxPerMember: null, onSale: true },
};

const BALANCES = (Object.keys(ASSET_TEXT) as Gift['balance'][]).map((value) => ({
  value,
  label: ASSET_TEXT[value],
}));

/** A gift of the gift shop. Its balance is said once; its stock is changed only if nobody redeemed one meanwhile. */
export function GiftDrawer({ gift, onClose }: { gift: Gift | null; onClose: () => void }) {
  const create = useWrite('POST /api/admin/gifts', '已新建', onClose);
  const change = useWrite('PUT /api/admin/gifts/:id', '已保存', onClose);
  function save({ balance, maxPerMember, ...typed }: Typed): void {
    const fields = { ...typed, maxPerMember: maxPerMember ?? null };
    if (gift === null) create.mutate({ body: { ...fields, balance } });
    else change.mutate({ params: { id: gift.id }, body: { ...fields, seenStock: gift.stock } });
  }
  return (
    <Drawer open size={520} title={gift === null ? '新建礼品' : `修改「${gift.title}」`} onClose={onClose}>
      {gift === null ? null : (
        <Alert className="form-card" type="info" title={`已兑换 ${gift.redeemed} 件；已兑换的不受影响`} />
      )}
      <Form<Typed> layout="vertical" initialValues={gift ?? FRESH} onFinish={save}>
        <Form.Item
          name="title"
          label="名称"
          rules={[{ required: true, whitespace: true, message: '请输入名称' }]}
        >
          <Input maxLength={120} showCount />
        </Form.Item>
        <Form.Item name="summary" label="简介">
          <Input maxLength={255} showCount />
        </Form.Item>
        <Form.Item name="picture" label="图片" rules={[{ required: true, message: '请上传图片' }]}>
          <PictureInput label="礼品图片" />
        </Form.Item>
        <Form.Item name="balance" label="兑换所用（建好后不能改）">
          <Select disabled={gift !== null} options={BALANCES} />
        </Form.Item>
        <Form.Item name="price" label="每件价格">
          <PriceField />
        </Form.Item>
        <Form.Item name="stock" label="库存" rules={[{ required: true, message: '请输入库存' }]}>
          <InputNumber min={0} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="maxPerMember" label="每人可兑换（不填为不限）">
          <InputNumber min={1} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="onSale" label="上架" valuePropName="checked">
          <Switch />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending || change.isPending}>
          保存
        </Button>
      </Form>
    </Drawer>
  );
}

const PriceField = ({
  value = 0,
  onChange = () => undefined,
}: {
  value?: number;
  onChange?: (price: number) => void;
}) => <HundredthsInput label="每件价格" value={value} onChange={onChange} />;
