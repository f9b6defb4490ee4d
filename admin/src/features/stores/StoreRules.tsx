import { Form } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { ratio } from '@paifan/shared/money/ratio';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded, together } from '../../ui/Loaded';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';
import { RatioInput } from '../settings/inputs';
import { RulesForm, type OwnRules } from './RulesForm';
import type { Store } from './storePage';

/** What a store's online sales and its cashier give to the lines, as operators set it. */
export function StoreRules({ store }: { store: Store }) {
  const settings = useRead('GET /api/admin/settings', {}, { enabled: useMay('settings.read') });
  const levels = useRead('GET /api/levels', {});
  return (
    <Loaded query={together({ settings, levels })}>
      {(found) => (
        <Editor
          store={store}
          platform={found.settings.inForce.settings}
          levels={found.levels.items.map(({ id }) => id)}
        />
      )}
    </Loaded>
  );
}

function Editor({
  store,
  platform,
  levels,
}: {
  store: Store;
  platform: PlatformSettings;
  levels: readonly string[];
}) {
  const [commission, setCommission] = useState(ratio(store.commissionRatio));
  const overrule = useOverrule();
  const save = useWrite(
    'PUT /api/admin/stores/:id/rules',
    '规则已保存，新订单按新规则',
    undefined,
    isMarginRefusal,
  );
  const isOwn = store.merchantId === null;
  const send = ({ rebate, cashier }: OwnRules) =>
    overrule((overruled) =>
      save.mutateAsync({
        params: { id: store.id },
        body: { rebate, cashier, overruled, ...(isOwn ? { commissionRatio: commission } : {}) },
      }),
    );
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
      <RulesForm
        saved={store}
        platform={platform}
        levels={levels}
        mayChange={useMay('stores.review')}
        isSaving={save.isPending}
        besideChanged={commission !== store.commissionRatio}
        onSave={(rules) => void send(rules)}
        onReset={() => setCommission(ratio(store.commissionRatio))}
      />
    </>
  );
}
