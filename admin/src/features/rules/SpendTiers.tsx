import { ONE_RATIO } from '@paifan/shared/money/ratio';
import type { SpendTier } from '@paifan/shared/settings/rules';
import { FenInput, Part, RatioInput, WholeNumberInput, type InputProps } from '../settings/inputs';
import { RowsInput } from '../settings/RowsInput';

const FRESH: SpendTier = { days: 30, minFen: 100_000, ratio: ONE_RATIO };

/** Who spent so much in so many days gets this ratio; the largest of those reached. */
export const SpendTiers = ({ value, onChange }: InputProps<readonly SpendTier[]>) => (
  <RowsInput rows={value} onChange={onChange} fresh={FRESH} add="添加一档">
    {(tier, change, nth) => (
      <>
        <Part name="近">
          <WholeNumberInput
            label={`第 ${nth} 档天数`}
            least={1}
            value={tier.days}
            onChange={(days) => change({ days })}
          />
        </Part>
        <Part name="天满">
          <FenInput
            label={`第 ${nth} 档金额`}
            value={tier.minFen}
            onChange={(minFen) => change({ minFen })}
          />
        </Part>
        <Part name="权益">
          <RatioInput label={`第 ${nth} 档比例`} value={tier.ratio} onChange={(ratio) => change({ ratio })} />
        </Part>
      </>
    )}
  </RowsInput>
);
