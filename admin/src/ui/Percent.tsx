import { percentText, roundedPercentText } from '@paifan/shared/client/moneyText';

/** A ratio as a percentage of two decimals at most; whoever points at it reads it exactly. */
export const Percent = ({ ratio, towards }: { ratio: string; towards: 'up' | 'down' }) => (
  <span className="amount" title={percentText(ratio)}>
    {roundedPercentText(ratio, towards)}
  </span>
);
