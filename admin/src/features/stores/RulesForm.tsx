import { Alert, Button, ConfigProvider, Tabs } from 'antd';
import { useState, type ReactNode } from 'react';
import { isSameRule, RULE_PLACES, type RulePlace } from '@paifan/shared/merchants/deskRules';
import type { RuleSettings } from '@paifan/shared/settings/examples';
import type { PlaceRules, StoreRules } from '@paifan/shared/settings/rules';
import { useUnsaved } from '../../ui/typed';
import { RulesEditor } from '../rules/RulesEditor';
import { PLACE_RULE_KEYS, RULE_ROWS, type RuleKey, type RuleRow } from '../rules/rows';

export type OwnRules = Pick<StoreRules, RulePlace>;

export const PLACE_NAMES: Readonly<Record<RulePlace, string>> = { rebate: '线上销售', cashier: '收银台' };

interface RulesFormProps {
  readonly saved: OwnRules;
  readonly platform: RuleSettings;
  readonly levels: readonly string[];
  /** Which rules of a place whoever is before it sets; absent: all. */
  readonly editable?: Readonly<Record<RulePlace, readonly RuleKey[]>>;
  /** What is said of a place above its rules. */
  readonly about?: (place: RulePlace) => ReactNode;
  readonly mayChange: boolean;
  readonly isSaving: boolean;
  /** Something beside the rules was changed, which is saved with them. */
  readonly besideChanged?: boolean;
  readonly onSave: (rules: OwnRules) => void;
  readonly onReset?: () => void;
}

/** The rules of a store's online sales and of its cashier: own values, or the platform's. SPEC section 10. */
export function RulesForm({
  saved,
  platform,
  levels,
  editable,
  about = () => null,
  mayChange,
  isSaving,
  besideChanged = false,
  onSave,
  onReset = () => undefined,
}: RulesFormProps) {
  const [rules, setRules] = useState<OwnRules>(saved);
  const isChanged = besideChanged || changedRules(saved, rules).length > 0;
  useUnsaved(isChanged && mayChange);
  return (
    <>
      {platform.enabled ? null : (
        <Alert type="warning" showIcon title="平台的排队返利已关闭，这里的设置当前都不生效" />
      )}
      <Tabs
        items={RULE_PLACES.map((place) => ({
          key: place,
          label: PLACE_NAMES[place],
          children: (
            <>
              {about(place)}
              <ConfigProvider componentDisabled={!mayChange || undefined}>
                <RulesEditor
                  name={place === 'rebate' ? '线上' : '收银台'}
                  rules={rules[place]}
                  onChange={(next) => setRules({ ...rules, [place]: next })}
                  platform={platform}
                  levels={levels}
                  editable={editable?.[place]}
                />
              </ConfigProvider>
            </>
          ),
        }))}
      />
      {mayChange ? (
        <div className="publish-bar">
          <span>{isChanged ? '有改动，尚未保存' : '没有改动'}</span>
          <Button
            disabled={!isChanged}
            onClick={() => {
              setRules(saved);
              onReset();
            }}
          >
            放弃改动
          </Button>
          <Button type="primary" disabled={!isChanged} loading={isSaving} onClick={() => onSave(rules)}>
            检查并保存
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A rule that was changed, with both values in words. */
export interface ChangedRule {
  readonly place: RulePlace;
  readonly key: RuleKey;
}

/** What differs, place by place. */
export const changedRules = (before: OwnRules, after: OwnRules): readonly ChangedRule[] =>
  RULE_PLACES.flatMap((place) =>
    PLACE_RULE_KEYS.filter((key) => !isSameRule(key, before[place], after[place])).map((key) => ({
      place,
      key,
    })),
  );

/** What a rule says, in words: its own value, or what it inherits. */
export function ruleText<Key extends RuleKey>(key: Key, rules: PlaceRules, platform: RuleSettings): string {
  const row: RuleRow<Key> = RULE_ROWS[key];
  const own = rules[key];
  return own === undefined
    ? `沿用平台：${row.inherited(platform)}`
    : row.text(own as Exclude<PlaceRules[Key], undefined>);
}
