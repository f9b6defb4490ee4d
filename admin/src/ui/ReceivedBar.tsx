import { Progress } from 'antd';
import { barPercent } from '@paifan/shared/client/moneyText';
import { COLOURS } from '../theme/tokens';
import { Money } from './Money';

/** An entry's bar: received of entitled. */
export const ReceivedBar = ({ rewardedFen, entitledFen }: { rewardedFen: number; entitledFen: number }) => (
  <div className="received">
    <Progress
      size="small"
      aria-label="已奖励占权益的比例"
      showInfo={false}
      strokeColor={COLOURS.jade}
      railColor={COLOURS.hairline}
      percent={barPercent(rewardedFen, entitledFen)}
    />
    <span className="amount">
      <Money fen={rewardedFen} /> / <Money fen={entitledFen} />
    </span>
  </div>
);
