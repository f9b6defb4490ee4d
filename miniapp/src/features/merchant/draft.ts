import { percentOfRatio, ratioOfPercent } from '@paifan/shared/client/moneyText';
import { MERCHANT_KINDS, type MerchantKind } from '@paifan/shared/merchants/permissions';
import { SHOP_PHONE } from '@paifan/shared/merchants/phone';
import type { Place } from '@paifan/shared/merchants/place';
import { hoursOf, hoursProblem, spansOf, type HoursSpan } from '@/features/store/hours';
import type { ShownPlace } from '@/platform/interface';
import type { Application, ApplicationBody } from './api/queries';

/** An application as it is typed. */
export interface Draft {
  kind: MerchantKind;
  name: string;
  trade: string;
  contactName: string;
  phone: string;
  district: string;
  address: string;
  place: Place | null;
  /** None: not told. */
  hours: HoursSpan[];
  /** Per cent. */
  commission: string;
  pictures: string[];
  licences: string[];
}

/** What an application has nine of at most, twice. */
export const MOST_PICTURES = 9;

const TEXTS = ['name', 'trade', 'contactName', 'phone', 'district', 'address'] as const;
export type DraftField = (typeof TEXTS)[number] | 'commission' | 'hours';

/** How long each text may be. */
export const LENGTHS: Readonly<Record<(typeof TEXTS)[number], readonly [least: number, most: number]>> = {
  name: [2, 64],
  trade: [1, 32],
  contactName: [1, 32],
  phone: [7, 20],
  district: [1, 64],
  address: [2, 255],
};

export const FRESH: Draft = {
  ...{ kind: 'store', name: '', trade: '', contactName: '', phone: '', district: '', address: '' },
  ...{ place: null, hours: [], commission: '10', pictures: [], licences: [] },
};

/** The phone is typed again: it is only shown masked. */
export const draftOf = (found: Application): Draft => ({
  ...{ kind: found.kind, name: found.name, trade: found.trade, contactName: found.contactName, phone: '' },
  ...{ district: found.district, address: found.address, place: found.place },
  hours: spansOf(found.weeklyHours ?? []),
  commission: found.kind === 'supplier' ? FRESH.commission : percentOfRatio(found.proposedRatio),
  ...{ pictures: [...found.pictures], licences: [...found.licences] },
});

const EMPTY_WORDS: Readonly<Record<(typeof TEXTS)[number], string>> = {
  name: '请填写名称，2 到 64 个字',
  trade: '请填写行业',
  contactName: '请填写联系人',
  phone: '请填写手机、带区号的座机或 400 电话',
  district: '请填写地区',
  address: '请填写地址，至少 2 个字',
};

/** What is missing or wrong, field by field, in sentences; empty: it can be sent. */
export function problemsOf(draft: Draft): Partial<Record<DraftField, string>> {
  const problems: Partial<Record<DraftField, string>> = {};
  for (const field of TEXTS) {
    const text = draft[field].trim();
    const [least, most] = LENGTHS[field];
    if (text.length < least || text.length > most) problems[field] = EMPTY_WORDS[field];
  }
  if (!SHOP_PHONE.test(draft.phone.trim())) problems.phone = EMPTY_WORDS.phone;
  if (draft.kind === 'supplier') return problems;
  const hours = hoursProblem(draft.hours);
  if (hours !== null) problems.hours = hours;
  if (shareOf(draft.commission) === null) problems.commission = '请填写 0 到 100 之间的百分比';
  return problems;
}

/** A percentage of at most 100 as a ratio; null: it is none. */
function shareOf(typed: string): string | null {
  const share = ratioOfPercent(typed);
  return share === null || !/^(0(\.\d+)?|1)$/.test(share) ? null : share;
}

/** The draft as the API takes it. A supplier is paid the supply price: there is no commission, and nothing to visit. */
export function bodyOf(draft: Draft): ApplicationBody {
  const { commission, kind, place, hours, ...rest } = draft;
  const texts = Object.fromEntries(TEXTS.map((field) => [field, draft[field].trim()]));
  const isStore = kind === 'store';
  return {
    ...{ ...rest, ...texts, kind },
    place: isStore ? place : null,
    weeklyHours: isStore && hours.length > 0 ? hoursOf(hours) : null,
    commissionRatio: (isStore ? shareOf(commission) : null) ?? '0',
  };
}

/** What was kept of an earlier visit; whatever cannot be read is as if it had not been typed. */
export function draftOfKept(kept: unknown): Draft {
  if (typeof kept !== 'object' || kept === null) return FRESH;
  const given = kept as Partial<Record<keyof Draft, unknown>>;
  const text = (name: Exclude<DraftField, 'hours'>): string => {
    const value = given[name];
    return typeof value === 'string' ? value : FRESH[name];
  };
  const paths = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((path): path is string => typeof path === 'string') : [];
  return {
    kind: MERCHANT_KINDS.find((kind) => kind === given.kind) ?? FRESH.kind,
    ...{ name: text('name'), trade: text('trade'), contactName: text('contactName'), phone: text('phone') },
    ...{ district: text('district'), address: text('address'), commission: text('commission') },
    place: isPlace(given.place) ? given.place : null,
    hours: Array.isArray(given.hours) ? given.hours.filter(isSpan) : [],
    ...{ pictures: paths(given.pictures), licences: paths(given.licences) },
  };
}

const CLOCK = /^\d\d:\d\d$/;
const isClock = (value: unknown): boolean => typeof value === 'string' && CLOCK.test(value);

const isSpan = (value: unknown): value is HoursSpan =>
  typeof value === 'object' &&
  value !== null &&
  'weekdays' in value &&
  Array.isArray(value.weekdays) &&
  value.weekdays.every((day) => typeof day === 'number') &&
  'from' in value &&
  isClock(value.from) &&
  'to' in value &&
  isClock(value.to);

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' &&
  value !== null &&
  'latitudeE6' in value &&
  'longitudeE6' in value &&
  typeof value.latitudeE6 === 'number' &&
  typeof value.longitudeE6 === 'number';

/**
 * An address as WeChat's map gives it, parted where its district ends: `浙江省杭州市上城区老街 8 号` → `浙江省杭州市上城区` and
 * `老街 8 号`. Without a district all of it is the address.
 */
export function partedAddress(text: string): { district: string; address: string } {
  const [, district = ''] =
    /^((?:.{2,7}?(?:省|自治区|特别行政区))?(?:.{2,10}?(?:市|自治州|地区|盟))?(?:.{1,10}?(?:区|县|旗|市)))/.exec(
      text,
    ) ?? [];
  return { district, address: text.slice(district.length).trim() };
}

/** The draft after a place was chosen on the map. What was typed already stays. */
export function atPlace(draft: Draft, chosen: ShownPlace): Draft {
  const { district, address } = partedAddress(chosen.address);
  const where = chosen.name === '' || address.includes(chosen.name) ? address : `${address} ${chosen.name}`;
  return {
    ...draft,
    place: chosen.place,
    district: draft.district.trim() === '' ? district : draft.district,
    address: draft.address.trim() === '' ? where.trim() : draft.address,
  };
}
