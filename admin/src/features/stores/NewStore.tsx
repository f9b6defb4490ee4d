import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { merchantId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { useWrite } from '../../api/queries';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';
import { RatioInput } from '../settings/inputs';
import { PageFields } from './PageFields';
import { EMPTY_PAGE, pageOfTyped, type Store, type TypedPage } from './storePage';

interface Typed extends TypedPage {
  merchantId: string;
}

const FIRST_COMMISSION = ratio('0.2');

/** Opens a further store of a merchant, or one of the shop's own. */
export function NewStore({ onOpened }: { onOpened: (store: Store) => void }) {
  const [form] = Form.useForm<Typed>();
  const isOwn = !Form.useWatch('merchantId', form);
  const [commission, setCommission] = useState(FIRST_COMMISSION);
  const overrule = useOverrule();
  const open = useWrite('POST /api/admin/stores', '门店已开', onOpened, isMarginRefusal);
  const save = ({ merchantId: merchant, ...page }: Typed) =>
    overrule((overruled) =>
      open.mutateAsync({
        body: {
          ...pageOfTyped(page),
          overruled,
          merchantId: merchant ? merchantId(merchant) : null,
          commissionRatio: merchant ? null : commission,
        },
      }),
    );
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      initialValues={{ ...EMPTY_PAGE, merchantId: '' }}
      onFinish={(typed) => void save(typed)}
    >
      <div className="form-grid">
        <Form.Item
          name="merchantId"
          label="商家编号"
          extra="不填为自营门店；商家的门店按其合同抽成"
          rules={[{ pattern: /^[1-9]\d{0,18}$/, message: '请输入商家编号' }]}
        >
          <Input inputMode="numeric" />
        </Form.Item>
        {isOwn ? (
          <Form.Item label="平台抽成">
            <RatioInput label="平台抽成" value={commission} onChange={setCommission} />
          </Form.Item>
        ) : null}
      </div>
      <PageFields />
      <Button type="primary" htmlType="submit" loading={open.isPending}>
        开店
      </Button>
    </Form>
  );
}
