import type { Recorder } from '../rebate/settle/desk';
import type { RewardRow } from '../rebate/settle/facts';

/** Things that are to happen on later days, each list in the order in which they were noted. */
type ByDay<Item> = (Item[] | undefined)[];

/** What was begun and is to go on at the beginning of a later day. */
export interface Agenda<Order> {
  readonly completions: ByDay<Order>;
  readonly refunds: ByDay<Order>;
  readonly releases: ByDay<{ readonly reward: RewardRow; readonly record: Recorder }>;
}

export const emptyAgenda = <Order>(): Agenda<Order> => ({ completions: [], refunds: [], releases: [] });

export function note<Item>(list: ByDay<Item>, day: number, item: Item): void {
  const noted = list[day];
  if (noted === undefined) list[day] = [item];
  else noted.push(item);
}

/** Takes what is due on a day off the list. */
export function takeDue<Item>(list: ByDay<Item>, day: number): readonly Item[] {
  const items = list[day] ?? [];
  list[day] = undefined;
  return items;
}
