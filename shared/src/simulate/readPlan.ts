import { pathText } from '../errors/pathText';
import { millionths } from '../money/ratio';
import { defaultSettings, type PlatformSettings } from '../settings/platformSettings';
import { contradictions } from '../settings/schema';
import { buyersByDay } from './buyersByDay';
import { planSchema, type Plan } from './schema';

/** Every waiting entry is held in memory, about 300 bytes each. */
export const MOST_LINES = 5_000_000;
const PROBLEMS_SHOWN = 20;
const MILLION = 1_000_000;

/** Why a plan is not valid: one line a problem, each beginning with the path of the value. */
export class InvalidPlan extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InvalidPlan';
  }
}

type Complain = (path: readonly (string | number | symbol)[], message: string) => void;

/** The versions of the settings, each with the day (from 1) on which it begins. */
export function settingsByDay(plan: Plan): { readonly day: number; readonly settings: PlatformSettings }[] {
  let settings: PlatformSettings = { ...defaultSettings(), ...plan.settings };
  const versions = [{ day: 1, settings }];
  for (const change of plan.changes) {
    settings = { ...settings, ...change.settings };
    versions.push({ day: change.day, settings });
  }
  return versions;
}

function checkSettings(plan: Plan, complain: Complain): void {
  settingsByDay(plan).forEach(({ day, settings }, index) => {
    const path = index === 0 ? ['settings'] : ['changes', index - 1, 'settings'];
    for (const { key, message } of contradictions(settings)) complain([...path, key], message);
    plan.stores.forEach(({ id, rebate, cashier }) => {
      for (const { randomReturn = null } of [rebate, cashier]) {
        if (randomReturn === null) continue;
        for (const { message } of contradictions({ ...settings, randomReturn }))
          complain(path, `store "${id}": ${message}`);
      }
    });
    const before = plan.changes[index - 2]?.day ?? 1;
    if (index > 0 && day <= before)
      complain(['changes', index - 1, 'day'], `must be after day ${before}, where settings began before`);
    if (day > plan.days) complain(['changes', index - 1, 'day'], `the plan ends on day ${plan.days}`);
  });
}

function checkIds({ products, stores }: Plan, complain: Complain): void {
  const checkUnique = (seen: Set<string>, id: string, path: (string | number)[]): void => {
    if (seen.has(id)) complain([...path, 'id'], `"${id}" is there twice`);
    seen.add(id);
  };
  const productIds = new Set<string>();
  const storeIds = new Set<string>();
  products.forEach(({ id }, index) => checkUnique(productIds, id, ['products', index]));
  stores.forEach((store, index) => {
    checkUnique(storeIds, store.id, ['stores', index]);
    store.products.forEach(({ id }, product) =>
      checkUnique(productIds, id, ['stores', index, 'products', product]),
    );
  });
}

const weightOf = (rows: readonly { readonly weight: number }[]): number =>
  rows.reduce((sum, { weight }) => sum + weight, 0);

function checkChoices({ products, stores, baskets, buyers }: Plan, complain: Complain): void {
  const offers = stores.reduce(
    (sum, store) => sum + weightOf(store.products) + (store.cashierOrders?.weight ?? 0),
    weightOf(products),
  );
  if (offers === 0) complain(['products'], 'there is nothing to buy: no product and no cashier has a weight');
  if (weightOf(baskets) === 0) complain(['baskets'], 'no basket has a weight');
  const levelled = buyers.levels.reduce((sum, { share }) => sum + millionths(share), 0);
  if (levelled > MILLION) complain(['buyers', 'levels'], 'the shares add up to more than 1');
}

function checkSize(plan: Plan, mostLines: number, complain: Complain): void {
  const weight = Math.max(1, weightOf(plan.baskets));
  const inBaskets = plan.baskets.reduce((sum, { lines, weight: one }) => sum + lines * one, 0);
  let lines = 0;
  for (const { fresh, returning } of buyersByDay(plan)) {
    lines += Math.ceil(((fresh + returning) * inBaskets) / weight);
    if (lines <= mostLines) continue;
    return complain(
      ['buyers'],
      `comes to more than ${mostLines} lines of orders, the most that can be played`,
    );
  }
}

/**
 * Reads a plan out of parsed JSON.
 * @param mostLines of orders that it may come to
 * @throws InvalidPlan naming the path of every value that is wrong.
 */
export function readPlan(json: unknown, mostLines = MOST_LINES): Plan {
  const problems: string[] = [];
  const complain: Complain = (path, message) => {
    if (problems.length < PROBLEMS_SHOWN) problems.push(`${pathText(path, 'the plan')}: ${message}`);
  };
  const parsed = planSchema.safeParse(json);
  if (parsed.success) {
    const plan = parsed.data;
    checkSettings(plan, complain);
    checkIds(plan, complain);
    checkChoices(plan, complain);
    checkSize(plan, mostLines, complain);
    if (problems.length === 0) return plan;
  } else {
    for (const { path, message } of parsed.error.issues) complain(path, message);
  }
  throw new InvalidPlan(problems);
}
