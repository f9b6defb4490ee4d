import { Select, Space, Switch } from 'antd';
import { ONE_RATIO, ratio } from '@paifan/shared/money/ratio';
import type { SettingValues } from '@paifan/shared/settings/kinds';
import { HundredthsInput, Part, RatioInput, WorthInput, type InputProps } from './inputs';
import { Optional } from './Optional';

/* Settings about points, love and vouchers: each asset has its own row. */

const ASSETS = { points: '积分', love: '爱心值', voucher: '购物券' } as const;

/** What is given of one asset for a waiting amount, or not offered at all. */
export const ExchangeControl = ({ value, onChange }: InputProps<SettingValues['exchange']>) => (
  <Space orientation="vertical">
    {(['points', 'love', 'voucher'] as const).map((asset) => {
      const rule = value[asset];
      const { [asset]: _left, ...others } = value;
      const name = ASSETS[asset];
      return (
        <Part key={asset} name={name}>
          <Switch
            aria-label={`可兑换${name}`}
            checked={rule !== undefined}
            onChange={(on) => onChange(on ? { ...others, [asset]: { ratio: ONE_RATIO } } : others)}
          />
          {rule === undefined ? null : (
            <RatioInput
              label={`${name}比例`}
              value={rule.ratio}
              onChange={(next) => onChange({ ...value, [asset]: { ...rule, ratio: next } })}
            />
          )}
          {asset === 'love' && value.love !== undefined ? (
            <Select
              aria-label="爱心值到账方式"
              value={value.love.credit ?? 'available'}
              options={[
                { value: 'available', label: '立即可用' },
                { value: 'frozen', label: '先冻结，每日释放' },
              ]}
              onChange={(credit: 'available' | 'frozen') =>
                value.love && onChange({ ...value, love: { ...value.love, credit } })
              }
            />
          ) : null}
        </Part>
      );
    })}
  </Space>
);

/** What points and love are worth at checkout, and how much of an order they may pay. */
export const DeductionsControl = ({ value, onChange }: InputProps<SettingValues['deductions']>) => (
  <Space orientation="vertical">
    {(['points', 'love'] as const).map((asset) => {
      const name = ASSETS[asset];
      return (
        <Part key={asset} name={name}>
          <Optional
            label={`${name}可抵扣`}
            value={value[asset]}
            fresh={{ valueRatio: ratio('0.01'), maxRatio: ratio('0.5') }}
            onChange={(next) => onChange({ ...value, [asset]: next })}
          >
            {(rule) => (
              <>
                <Part name="每个抵">
                  <WorthInput
                    label={`${name}价值`}
                    value={rule.valueRatio}
                    onChange={(valueRatio) => onChange({ ...value, [asset]: { ...rule, valueRatio } })}
                  />
                </Part>
                <Part name="最多抵订单的">
                  <RatioInput
                    label={`${name}抵扣上限`}
                    value={rule.maxRatio}
                    onChange={(maxRatio) => onChange({ ...value, [asset]: { ...rule, maxRatio } })}
                  />
                </Part>
              </>
            )}
          </Optional>
        </Part>
      );
    })}
  </Space>
);

/** What members may hand to each other. */
export const TransferControl = ({ value, onChange, label }: InputProps<SettingValues['transfer']>) => (
  <Optional label={label} value={value} onChange={onChange} fresh={{}}>
    {(rules) => (
      <Space orientation="vertical">
        {(['points', 'love', 'voucher'] as const).map((asset) => {
          const limits = rules[asset];
          const { [asset]: _left, ...others } = rules;
          const name = ASSETS[asset];
          return (
            <Part key={asset} name={name}>
              <Switch
                aria-label={`${name}可转赠`}
                checked={limits !== undefined}
                onChange={(on) =>
                  onChange(on ? { ...others, [asset]: { min: 100, max: 10_000, daily: 50_000 } } : others)
                }
              />
              {limits === undefined
                ? null
                : (['min', 'max', 'daily'] as const).map((part) => (
                    <Part key={part} name={{ min: '每次最少', max: '每次最多', daily: '每日最多' }[part]}>
                      <HundredthsInput
                        label={`${name}${part}`}
                        value={limits[part]}
                        onChange={(next) => onChange({ ...rules, [asset]: { ...limits, [part]: next } })}
                      />
                    </Part>
                  ))}
            </Part>
          );
        })}
      </Space>
    )}
  </Optional>
);
