import { Radio } from 'antd';
import { exampleOf } from '@paifan/shared/settings/examples';
import {
  PLATFORM_SETTINGS,
  type PlatformSettings,
  type SettingKey,
} from '@paifan/shared/settings/platformSettings';
import type { PlaceRules } from '@paifan/shared/settings/rules';
import { PLACE_RULE_KEYS, RULE_ROWS, type RuleKey, type RuleRow } from './rows';

interface RulesEditorProps {
  /** Names the place among others on the same page. */
  name: string;
  rules: PlaceRules;
  onChange: (rules: PlaceRules) => void;
  platform: PlatformSettings;
  levels: readonly string[];
  /** Which rules it has; all of them, unless it is a product. */
  keys?: readonly RuleKey[];
  /** What stands where a rule is not set. */
  parent?: string;
}

/** Rules of a product, a store or a cashier: each is its own or what it inherits, with what an order of ¥100 would do. */
export const RulesEditor = ({ keys = PLACE_RULE_KEYS, ...props }: RulesEditorProps) => (
  <div>
    {keys.map((key) => (
      <Rule key={key} ruleKey={key} {...props} />
    ))}
  </div>
);

function Rule<Key extends RuleKey>({
  ruleKey,
  name,
  rules,
  onChange,
  platform,
  levels,
  parent = '平台',
}: Omit<RulesEditorProps, 'keys'> & { ruleKey: Key }) {
  const row: RuleRow<Key> = RULE_ROWS[ruleKey];
  const own = rules[ruleKey];
  const isOwn = own !== undefined;
  const example = exampleWith(rules, platform, ruleKey);
  return (
    <section className="setting" aria-label={`${name}：${row.label}`}>
      <div className="setting-meaning">
        <strong>{row.label}</strong>
        <div className="quiet">{row.help}</div>
      </div>
      <div className="setting-control">
        <Radio.Group
          aria-label={`${name}${row.label}的来源`}
          value={isOwn}
          options={[
            { value: false, label: `沿用${parent}：${row.inherited(platform)}` },
            { value: true, label: '单独设置' },
          ]}
          onChange={({ target }) =>
            onChange(target.value ? { ...rules, [ruleKey]: row.fresh(platform) } : without(rules, ruleKey))
          }
        />
        {isOwn ? (
          <div className="rule-own">
            {row.draw(
              own as Exclude<PlaceRules[Key], undefined>,
              (value) => onChange({ ...rules, [ruleKey]: value }),
              levels,
            )}
          </div>
        ) : null}
        {example === null ? null : <div className="setting-example">{example}</div>}
      </div>
    </section>
  );
}

function without(rules: PlaceRules, key: RuleKey): PlaceRules {
  const left: { -readonly [Key in RuleKey]?: PlaceRules[Key] } = { ...rules };
  delete left[key];
  return left;
}

const isPlatformKey = (key: string): key is SettingKey => PLATFORM_SETTINGS.some((row) => row.key === key);

/** The platform's own examples, as if these rules were its settings. */
function exampleWith(rules: PlaceRules, platform: PlatformSettings, key: RuleKey): string | null {
  if (!isPlatformKey(key) || rules[key] === undefined) return null;
  const { extractionRatio, entitlementRatio, levelRatios, lottery, randomReturn } = rules;
  return exampleOf(key, {
    ...platform,
    enabled: platform.enabled && rules.enabled !== false,
    extractionRatio: extractionRatio ?? platform.extractionRatio,
    entitlementRatio: entitlementRatio ?? platform.entitlementRatio,
    levelRatios: levelRatios ?? platform.levelRatios,
    lottery: lottery ?? platform.lottery,
    randomReturn: randomReturn === undefined ? platform.randomReturn : randomReturn,
  });
}
