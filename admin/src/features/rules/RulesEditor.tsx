import { ConfigProvider, Radio, Tag } from 'antd';
import { hasRuleExample, ruleExampleOf, type RuleSettings } from '@paifan/shared/settings/examples';
import type { PlaceRules } from '@paifan/shared/settings/rules';
import { PLACE_RULE_KEYS, RULE_ROWS, type RuleKey, type RuleRow } from './rows';

interface RulesEditorProps {
  /** Names the place among others on the same page. */
  name: string;
  rules: PlaceRules;
  onChange: (rules: PlaceRules) => void;
  platform: RuleSettings;
  levels: readonly string[];
  /** Which rules it has; all of them, unless it is a product. */
  keys?: readonly RuleKey[];
  /** What stands where a rule is not set. */
  parent?: string;
  /** Which of them whoever is before it sets; the others are shown. All of them, unless it is a merchant. */
  editable?: readonly RuleKey[];
}

/** Rules of a product, a store or a cashier: each is its own or what it inherits, with what an order of ¥100 would do. */
export const RulesEditor = ({ keys = PLACE_RULE_KEYS, editable = keys, ...props }: RulesEditorProps) => (
  <div>
    {keys.map((key) => (
      <Rule key={key} ruleKey={key} isReserved={!editable.includes(key)} {...props} />
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
  isReserved,
}: Omit<RulesEditorProps, 'keys' | 'editable'> & { ruleKey: Key; isReserved: boolean }) {
  const row: RuleRow<Key> = RULE_ROWS[ruleKey];
  const own = rules[ruleKey];
  const isOwn = own !== undefined;
  const example = exampleWith(rules, platform, ruleKey);
  return (
    <section className="setting" aria-label={`${name}：${row.label}`}>
      <div className="setting-meaning">
        <strong>{row.label}</strong>
        <div className="quiet">{row.help}</div>
        {isReserved ? <Tag>由平台设置</Tag> : null}
      </div>
      <ConfigProvider componentDisabled={isReserved || undefined}>
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
      </ConfigProvider>
    </section>
  );
}

function without(rules: PlaceRules, key: RuleKey): PlaceRules {
  const left: { -readonly [Key in RuleKey]?: PlaceRules[Key] } = { ...rules };
  delete left[key];
  return left;
}

/** The platform's own examples, as if these rules were its settings. */
function exampleWith(rules: PlaceRules, platform: RuleSettings, key: RuleKey): string | null {
  if (!hasRuleExample(key) || rules[key] === undefined) return null;
  const { extractionRatio, entitlementRatio, levelRatios, lottery, randomReturn } = rules;
  return ruleExampleOf(key, {
    enabled: platform.enabled && rules.enabled !== false,
    extractionRatio: extractionRatio ?? platform.extractionRatio,
    entitlementRatio: entitlementRatio ?? platform.entitlementRatio,
    levelRatios: levelRatios ?? platform.levelRatios,
    lottery: lottery ?? platform.lottery,
    randomReturn: randomReturn === undefined ? platform.randomReturn : randomReturn,
  });
}
