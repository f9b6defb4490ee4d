import type { DeliveryAddress } from '@paifan/shared/checkout/delivery';
import type { Level } from '@paifan/shared/members/levels';

export const SILVER = '银卡会员';
export const GOLD = '金卡会员';

/** How the demo's members come to a level: by what they buy, or as old acquaintances by hand. */
export const LEVELS: readonly Level[] = [
  {
    id: SILVER,
    name: SILVER,
    rank: 10,
    conditions: { match: 'any', spentFen: 200_000, completedOrders: 20 },
  },
  {
    id: GOLD,
    name: GOLD,
    rank: 20,
    conditions: { match: 'all', spentFen: 1_000_000, invitees: 3 },
  },
];

export interface DemoMember {
  /** Also part of the openid. */
  key: string;
  nickname: string;
  /** Name of the picture. */
  avatar: string;
  level: string | null;
  /** Key of the member whose code was scanned at the first login. */
  inviter: string | null;
}

/** Eight neighbours, in the order in which they came: who invites is there before. */
export const MEMBERS: readonly DemoMember[] = [
  { key: 'qiuyue', nickname: '林秋月', avatar: 'bun', level: GOLD, inviter: null },
  { key: 'mingyuan', nickname: '周明远', avatar: 'glasses', level: SILVER, inviter: 'qiuyue' },
  { key: 'apo', nickname: '陈阿婆', avatar: 'grandma', level: null, inviter: null },
  { key: 'juzi', nickname: '橘子汽水', avatar: 'cat', level: null, inviter: 'qiuyue' },
  { key: 'axiao', nickname: '何阿筱', avatar: 'bamboo', level: SILVER, inviter: 'mingyuan' },
  { key: 'tuantuan', nickname: '团团', avatar: 'panda', level: null, inviter: 'mingyuan' },
  { key: 'que', nickname: '小雀', avatar: 'sparrow', level: null, inviter: 'apo' },
  { key: 'shishi', nickname: '柿柿如意', avatar: 'persimmon', level: null, inviter: 'juzi' },
];

/** The demo members' openids: made up, and of no WeChat account. */
export const openidOf = (key: string): string => `demo-${key}`;

/** Where the demo's members live: one street, made up, and telephone numbers that belong to nobody. */
export function addressOf(key: string): DeliveryAddress {
  const index = MEMBERS.findIndex((member) => member.key === key);
  const name = MEMBERS[index]?.nickname ?? key;
  return {
    ...{ name, phone: `1390000000${index + 1}`, regionCode: '330102' },
    ...{ province: '浙江省', city: '杭州市', district: '上城区', detail: `柳浪街 ${index + 1} 号` },
  };
}
