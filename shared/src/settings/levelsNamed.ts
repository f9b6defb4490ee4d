import type { PlatformSettings } from './platformSettings';

/** The ids of the member levels that settings name: for ratios, team differentials and dividends. */
export const levelsNamed = ({ levelRatios, team, dividend }: PlatformSettings): ReadonlySet<string> =>
  new Set([levelRatios, team.levelRatios, dividend.weights].flatMap((named) => Object.keys(named)));
