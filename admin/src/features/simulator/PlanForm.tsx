import { Collapse, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { ratio, type Ratio } from '@paifan/shared/money/ratio';
import {
  PLATFORM_SETTINGS,
  type PlatformSettings,
  type SettingKey,
} from '@paifan/shared/settings/platformSettings';
import type { WrittenPlan } from '@paifan/shared/simulate/schema';
import { Control } from '../settings/controls';
import { RatioInput, WholeNumberInput } from '../settings/inputs';
import { settingsOf, withSetting } from './planSettings';

interface PlanProps {
  readonly plan: WrittenPlan;
  readonly onChange: (plan: WrittenPlan) => void;
}

/** What moves the lines most; every other setting is in the plan as text. */
const MAIN: readonly SettingKey[] = [
  'extractionRatio',
  'entitlementRatio',
  'scheme',
  'union',
  'settleOn',
  'payoutOrder',
  'unclaimed',
];
const FURTHER: readonly SettingKey[] = [
  'mallSharesQueue',
  'storesShareQueue',
  'cashiersShareQueue',
  'capAtProfit',
  'acceleration',
  'brake',
  'referral',
  'recruitment',
];

/** The main figures of a plan. */
export const PlanForm = (props: PlanProps) => (
  <Form layout="vertical">
    <Form.Item label="名称">
      <Input
        aria-label="方案名称"
        maxLength={40}
        value={props.plan.name}
        onChange={({ target }) => props.onChange({ ...props.plan, name: target.value })}
      />
    </Form.Item>
    <Trade {...props} />
    <Settings {...props} keys={MAIN} />
    <Collapse
      ghost
      items={[{ key: 'further', label: '更多设置', children: <Settings {...props} keys={FURTHER} /> }]}
    />
  </Form>
);

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="plan-row">
    <span className="quiet">{name}</span>
    {children}
  </div>
);

const asRatio = (text: string | undefined, otherwise: string): Ratio => ratio(text ?? otherwise);

function Trade({ plan, onChange }: PlanProps) {
  const { buyers } = plan;
  const change = (changes: Partial<WrittenPlan['buyers']>): void =>
    onChange({ ...plan, buyers: { ...buyers, ...changes } });
  return (
    <Form.Item label="生意">
      <Row name="天数">
        <WholeNumberInput
          label="天数"
          least={1}
          value={plan.days}
          onChange={(days) => onChange({ ...plan, days })}
        />
      </Row>
      <Row name="每天新买家">
        <WholeNumberInput
          label="每天新买家"
          value={buyers.newPerDay}
          onChange={(newPerDay) => change({ newPerDay })}
        />
      </Row>
      <Row name="每天回头客">
        <WholeNumberInput
          label="每天回头客"
          value={buyers.returningPerDay ?? 0}
          onChange={(returningPerDay) => change({ returningPerDay })}
        />
      </Row>
      <Row name="每天人数是前一天的">
        <RatioInput
          label="每天人数是前一天的"
          value={asRatio(buyers.dailyFactor, '1')}
          onChange={(dailyFactor) => change({ dailyFactor })}
        />
      </Row>
      <Row name="新买家中受邀的">
        <RatioInput
          label="新买家中受邀的"
          value={asRatio(buyers.invitedShare, '0')}
          onChange={(invitedShare) => change({ invitedShare })}
        />
      </Row>
      <Row name="退款的订单">
        <RatioInput
          label="退款的订单"
          value={asRatio(plan.refunds?.share, '0')}
          onChange={(share) =>
            onChange({ ...plan, refunds: { fromDays: 1, toDays: 10, ...plan.refunds, share } })
          }
        />
      </Row>
      <Row name="等待超过多少天提醒">
        <WholeNumberInput
          label="等待超过多少天提醒"
          value={plan.warnAboveDays ?? 0}
          onChange={(warnAboveDays) => onChange({ ...plan, warnAboveDays })}
        />
      </Row>
    </Form.Item>
  );
}

const Settings = ({ plan, onChange, keys }: PlanProps & { keys: readonly SettingKey[] }) => {
  const settings = settingsOf(plan);
  const isAsked = (key: SettingKey): boolean =>
    keys.includes(key) && (key !== 'union' || settings.scheme === 'union');
  return PLATFORM_SETTINGS.filter(({ key }) => isAsked(key)).map(({ key, label, kind }) => (
    <Form.Item key={key} label={label}>
      <Control
        kind={kind}
        label={label}
        levels={[]}
        value={settings[key]}
        onChange={(value) => onChange(withSetting(plan, key, value as PlatformSettings[typeof key]))}
      />
    </Form.Item>
  ));
};
