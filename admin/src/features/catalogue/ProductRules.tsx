import { Alert, Card } from 'antd';
import type { ReactNode } from 'react';
import type { StoreId } from '@paifan/shared/ids/ids';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { ItemRules, PlaceRules } from '@paifan/shared/settings/rules';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded, together } from '../../ui/Loaded';
import { RulesEditor } from '../rules/RulesEditor';
import { ITEM_RULE_KEYS } from '../rules/rows';

interface ProductRulesProps {
  readonly rules: ItemRules;
  readonly onChange: (rules: ItemRules) => void;
  /** Whose online sales it inherits from; null: a product of the mall. */
  readonly storeId: StoreId | null;
}

/** A product's own rules of the rebate, each inherited or its own. */
export function ProductRules({ rules, onChange, storeId }: ProductRulesProps) {
  const mayCompare = useMay('settings.read');
  const maySeeStore = useMay('stores.read');
  const now = useRead('GET /api/admin/settings', {}, { enabled: mayCompare });
  const levels = useRead('GET /api/admin/levels', {});
  return (
    <Card title="排队返利规则" className="form-card">
      {mayCompare ? (
        <Loaded query={together({ now, levels })}>
          {({
            now: {
              inForce: { settings },
            },
            levels: { items },
          }) => {
            const shown = {
              ...{ name: '商品', rules, onChange, keys: ITEM_RULE_KEYS },
              levels: items.map(({ id }) => id),
            };
            return storeId !== null && maySeeStore ? (
              <UnderStore storeId={storeId} settings={settings}>
                {(platform) => <RulesEditor {...shown} platform={platform} parent="门店" />}
              </UnderStore>
            ) : (
              <RulesEditor {...shown} platform={settings} />
            );
          }}
        </Loaded>
      ) : (
        <Alert type="info" title="您的角色不能查看平台设置，因此这里不显示规则" />
      )}
    </Card>
  );
}

function UnderStore({
  storeId,
  settings,
  children,
}: {
  storeId: StoreId;
  settings: PlatformSettings;
  children: (platform: PlatformSettings) => ReactNode;
}) {
  const store = useRead('GET /api/admin/stores/:id', { params: { id: storeId } });
  return <Loaded query={store}>{({ rebate }) => children(withStore(settings, rebate))}</Loaded>;
}

/** What a product of a store inherits: the store's own rules, else the platform's. */
const withStore = (settings: PlatformSettings, store: PlaceRules): PlatformSettings => ({
  ...settings,
  enabled: settings.enabled && store.enabled !== false,
  extractionRatio: store.extractionRatio ?? settings.extractionRatio,
  entitlementRatio: store.entitlementRatio ?? settings.entitlementRatio,
  // Level by level: the store is asked first, and where it has none the platform.
  levelRatios: { ...settings.levelRatios, ...store.levelRatios },
  lottery: store.lottery ?? settings.lottery,
});
