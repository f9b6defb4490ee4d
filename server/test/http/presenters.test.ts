import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { AskedRule } from '@paifan/shared/rebate/ratio/choose';
import { maskName } from '../../src/http/presenters/names';
import { conditions, explain } from '../../src/http/presenters/ruleTexts';
import { queueKey } from '@paifan/shared/ids/ids';
import { queueName } from '@paifan/shared/texts/queues';
import { sourceText } from '@paifan/shared/texts/ruleSources';

test.each([
  ['张三', '张*'],
  ['李小明', '李**'],
  ['欧阳修之', '欧**'],
  ['abc', 'a**'],
  ['a', 'a*'],
  ['  王五 ', '王*'],
  ['👩‍👧 一家', '👩‍👧**'],
  ['', '*'],
])('the name %p is shown as %p', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['mall', '商城队列'],
  ['product:12', '商品队列'],
  ['cashiers', '收银台队列'],
  ['cashier:3', '收银台队列'],
  ['store:3', '门店队列'],
  ['union', '工会队列'],
])('the queue %s is called %s', (key, name) => {
  expect(queueName(queueKey(key))).toBe(name);
});

describe('rules read', () => {
  test.each<[AskedRule, string]>([
    [{ source: 'product.level', outcome: { notApplied: { why: 'notSet' } } }, '未设置'],
    [{ source: 'product.level', outcome: { notApplied: { why: 'noLevel' } } }, '还没有会员等级'],
    [
      { source: 'platform.level', outcome: { notApplied: { why: 'levelNotThere', level: '银卡' } } },
      '未对等级「银卡」设置',
    ],
    [
      {
        source: 'product.spend',
        outcome: {
          notApplied: {
            why: 'tierNotReached',
            tier: { days: 30, minFen: 50_000, ratio: ratio('1.2') },
            spentFen: fen(1_234),
          },
        },
      },
      '近 30 天累计消费 ¥12.34，未满 ¥500.00',
    ],
    [
      {
        source: 'product.spend',
        outcome: {
          applied: { ratio: ratio('1.2'), tier: { days: 30, minFen: 50_000, ratio: ratio('1.2') } },
        },
      },
      '近 30 天累计消费满 ¥500.00，适用 120%',
    ],
    [{ source: 'platform.fixed', outcome: { applied: { ratio: ratio('0.0125') } } }, '适用 1.25%'],
    [
      {
        source: 'platform.lottery',
        outcome: { applied: { type: 'range', min: ratio('0.5'), max: ratio('1.5') } },
      },
      '可抽奖一次，结果在 50% 至 150% 之间；抽奖前按下一条默认权益计算',
    ],
    [
      {
        source: 'product.lottery',
        outcome: {
          applied: {
            type: 'fixed',
            prizes: [
              { ratio: ratio('1'), weight: 9 },
              { ratio: ratio('2'), weight: 1 },
            ],
          },
        },
      },
      '可抽奖一次，奖项为 100%、200%；抽奖前按下一条默认权益计算',
    ],
  ])('%j', (asked, text) => {
    expect(explain([asked])).toEqual([
      { rule: sourceText(asked.source), text, applied: 'applied' in asked.outcome },
    ]);
  });

  test('windows and limits, as far as they are set', () => {
    const gate = { scope: 'product:1', windows: [], maxPerMember: null, maxPerMemberPerDay: null } as const;
    expect(conditions([gate])).toEqual([]);
    expect(
      conditions([
        {
          ...gate,
          windows: [
            { from: '09:00', to: '12:00' },
            { from: '14:00', to: '24:00', fromDate: '2026-05-01', toDate: '2026-05-05' },
          ],
        },
      ]),
    ).toEqual(['须在每天 09:00–12:00、2026-05-01 至 2026-05-05 14:00–24:00 内完成支付']);
  });

  test('no text promises anything', () => {
    const forbidden = /消费多少返多少|全返|稳赚|躺赚|永动|零风险|保证|一定/;
    const texts = [
      sourceText('platform.fixed'),
      ...conditions([{ scope: 'product:1', windows: [], maxPerMember: 1, maxPerMemberPerDay: 1 }]),
    ];
    for (const text of texts) expect(text).not.toMatch(forbidden);
  });
});
