import { Alert, Button, Form, Tabs } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { ratio } from '@paifan/shared/money/ratio';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { PlaceRules } from '@paifan/shared/settings/rules';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { RulesEditor } from '../rules/RulesEditor';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';
import { RatioInput } from '../settings/inputs';
import type { Store } from './storePage';

/** What a store's online sales and its cashier give to the lines: own values, or the platform's. SPEC section 10. */
export function StoreRules({ store }: { store: Store }) {
  const settings = useRead('GET /api/admin/settings', {}, { enabled: useMay('settings.read') });
  const levels = useRead('GET /api/admin/levels', {}, { enabled: useMay('members.read') });
  return (
    <Loaded query={settings}>
      {({ inForce }) => (
        <Editor
          store={store}
          platform={inForce.settings}
          levels={levels.data?.items.map(({ id }) => id) ?? []}
        />
      )}
    </Loaded>
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function Editor({
  store,
  platform,
  levels,
}: {
  store: Store;
  platform: PlatformSettings;
  levels: readonly string[];
}) {
  const mayChange = useMay('stores.review');
  const [commission, setCommission] = useState(ratio(store.commissionRatio));
  const [rebate, setRebate] = useState<PlaceRules>(store.rebate);
  const [cashier, setCashier] = useState<PlaceRules>(store.cashier);
  const overrule = useOverrule();
  const save = useWrite(
    'PUT /api/admin/stores/:id/rules',
    '规则已保存，新订单按新规则',
    undefined,
    isMarginRefusal,
  );
  const isOwn = store.merchantId === null;
  const isChanged = !same(
    [rebate, cashier, commission],
    [store.rebate, store.cashier, store.commissionRatio],
  );
  const send = () =>
    overrule((overruled) =>
      save.mutateAsync({
        params: { id: store.id },
        body: { rebate, cashier, overruled, ...(isOwn ? { commissionRatio: commission } : {}) },
      }),
    );
  const shared = { platform, levels };
  return (
    <>
      <Form.Item
        label="平台抽成"
        extra={isOwn ? '自营门店；已下的订单保持下单时的抽成' : '由商家合同决定'}
        style={{ marginBottom: 16 }}
      >
        {isOwn ? (
          <RatioInput label="平台抽成" value={commission} onChange={setCommission} />
        ) : (
          <>
            {percentText(store.commissionRatio)}{' '}
            <Link to={`/merchants/${store.merchantId ?? ''}`}>查看合同</Link>
          </>
        )}
      </Form.Item>
      {platform.enabled ? null : (
        <Alert type="warning" showIcon title="平台的排队返利已关闭，这里的设置当前都不生效" />
      )}
      <Tabs
        items={[
          {
            key: 'rebate',
            label: '线上销售',
            children: <RulesEditor name="线上" rules={rebate} onChange={setRebate} {...shared} />,
          },
          {
            key: 'cashier',
            label: '收银台',
            children: <RulesEditor name="收银台" rules={cashier} onChange={setCashier} {...shared} />,
          },
        ]}
      />
      {mayChange ? (
        <div className="publish-bar">
          <span>{isChanged ? '有改动，尚未保存' : '没有改动'}</span>
          <Button
            disabled={!isChanged}
            onClick={() => {
              setCommission(ratio(store.commissionRatio));
              setRebate(store.rebate);
              setCashier(store.cashier);
            }}
          >
            放弃改动
          </Button>
          <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={() => void send()}>
            检查并保存
          </Button>
        </div>
      ) : null}
    </>
  );
}
