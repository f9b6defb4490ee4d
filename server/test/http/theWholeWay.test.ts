import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { mall, startTestShop, type TestShop } from '../support/shop';

describe.each(['certificate', 'publicKey'] as const)(
  'the whole way once through, with WeChat in %s mode',
  (mode) => {
    let shop: TestShop;
    beforeAll(async () => {
      shop = await startTestShop({ mode });
    });
    afterAll(() => shop.stop());

    test('the example of the rules: 168.00 with 65 % and 130 %', async () => {
      await shop.publish({ extractionRatio: ratio('0.65'), entitlementRatio: ratio('1.3') });
      const productId = await shop.addProduct({ title: '砂锅', priceFen: fen(16_800), costFen: fen(0) });
      const basket = mall(productId);
      const a = await shop.signIn('buyer-a');
      const b = await shop.signIn('buyer-b');
      const c = await shop.signIn('buyer-c');

      const quote = await a.call('POST /api/orders/quote', { body: basket });
      expect(quote).toMatchObject({ totalFen: 16_800, entitledFen: 21_840 });
      expect(quote.lines[0]?.terms).toMatchObject({
        rebateOn: true,
        queueKey: 'mall',
        entitlementRatio: '1.3',
        source: 'platform.fixed',
        sourceText: '平台 · 默认权益',
      });
      expect(quote.lines[0]?.terms.explanation.map(({ rule, applied }) => [rule, applied])).toEqual([
        ['商品 · 会员等级权益', false],
        ['平台 · 会员等级权益', false],
        ['商品 · 累计金额权益', false],
        ['商品 · 抽奖权益', false],
        ['平台 · 抽奖权益', false],
        ['商品 · 默认权益', false],
        ['平台 · 默认权益', true],
      ]);

      const first = await shop.buy(a, basket);
      expect(first).toMatchObject({ state: 'paid', settled: true, totalFen: 16_800 });
      expect(first.lines[0]?.entry).toMatchObject({
        number: 1,
        place: 1,
        aheadFen: 0,
        state: 'waiting',
        entitledFen: 21_840,
        rewardedFen: 0,
        remainingFen: 21_840,
      });

      const second = await shop.buy(b, basket);
      expect(second.lines[0]?.entry).toMatchObject({ number: 2, place: 2, aheadFen: 10_920 });
      const afterSecond = await a.call('GET /api/me');
      expect(afterSecond.wallet.cashFen).toBe(10_920);
      expect(afterSecond.queue).toEqual({ waitingCount: 1, remainingFen: 10_920, rewardedFen: 10_920 });

      const third = await shop.buy(c, basket);
      expect((await a.call('GET /api/me')).wallet.cashFen).toBe(21_840);

      const [entry] = (await a.call('GET /api/queue/entries')).items;
      const history = await a.call('GET /api/queue/entries/:id', { params: { id: entry!.id } });
      expect(history.entry).toMatchObject({
        state: 'done',
        rewardedFen: 21_840,
        place: null,
        aheadFen: null,
      });
      expect(history.payouts).toEqual([
        expect.objectContaining({
          amountFen: 10_920,
          orderNo: second.no,
          kind: 'line',
          buyer: '微**',
          rewardedAfterFen: 10_920,
        }),
        expect.objectContaining({
          amountFen: 10_920,
          orderNo: third.no,
          kind: 'line',
          buyer: '微**',
          rewardedAfterFen: 21_840,
        }),
      ]);
      expect(history.explanation.at(-1)).toEqual({
        rule: '平台 · 默认权益',
        text: '适用 130%',
        applied: true,
      });

      const bill = await a.call('GET /api/me/bill');
      expect(bill.items.map(({ amountFen, text, orderNo }) => [amountFen, text, orderNo])).toEqual([
        [10_920, '排队权益到账', third.no],
        [10_920, '排队权益到账', second.no],
      ]);
      const messages = await a.call('GET /api/me/messages');
      expect(messages.items.map(({ kind }) => kind)).toEqual([
        'done',
        'rewarded',
        'rewarded',
        'joined',
        'orderPaid',
      ]);
    });
  },
);
