export const SILVER = '银卡会员';
export const GOLD = '金卡会员';

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
