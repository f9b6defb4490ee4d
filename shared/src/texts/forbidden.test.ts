import { defaultSettings, PLATFORM_SETTINGS } from '../settings/platformSettings';
import { FORBIDDEN, forbiddenIn } from './forbidden';

test.each<[text: string, phrase: string]>([
  ['消费多少返多少', '消费多少返多少'],
  ['花多少，返多少', '消费多少返多少'],
  ['购物全返', '全返'],
  ['全 返', '全返'],
  ['全·返', '全返'],
  ['全\u200b返', '全返'],
  ['全额返现', '全返'],
  ['百分百返', '全返'],
  ['100% 返', '全返'],
  ['１００％返', '全返'],
  ['稳赚不赔', '稳赚'],
  ['穩賺', '稳赚'],
  ['躺赚', '躺赚'],
  ['躺着赚', '躺赚'],
  ['永动队列', '永动'],
  ['零风险', '零风险'],
  ['0风险', '零风险'],
  ['无风险', '零风险'],
  ['30天返完', '以日期承诺'],
  ['三个月内回本', '以日期承诺'],
  ['7 日必返', '以日期承诺'],
  ['两周后到账', '以日期承诺'],
])('%j says %s', (text, phrase) => expect(forbiddenIn(text)).toContain(phrase));

test.each([
  '排队返利',
  '邻里排队',
  '兑换',
  '安全返回首页',
  '周年庆',
  '三天后开店',
  '每周五返利日',
  '全部商品',
  '全返回',
  '',
])('%j says nothing that is forbidden', (text) => expect(forbiddenIn(text)).toEqual([]));

test('a text may say several', () => expect(forbiddenIn('零风险，稳赚')).toEqual(['稳赚', '零风险']));

test('every phrase finds itself but the description of a kind', () => {
  for (const { phrase } of FORBIDDEN.filter((row) => row.phrase !== '以日期承诺'))
    expect(forbiddenIn(phrase)).toContain(phrase);
});

test('the settings’ own texts are not among them', () => {
  const { featureName, exchangeName } = defaultSettings();
  const texts = PLATFORM_SETTINGS.flatMap(({ label, help }) => [label, help]);
  expect([featureName, exchangeName, ...texts].filter((text) => forbiddenIn(text).length > 0)).toEqual([]);
});
