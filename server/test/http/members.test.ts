import { contract, type RouteKey } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { mall, startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
});
afterAll(() => shop.stop());
afterEach(() => shop.simulator.behave());

describe('signing in', () => {
  test('makes a member of whoever comes first, and is the same member after', async () => {
    const first = await shop.signIn('new-person');
    const again = await shop.signIn('new-person');
    expect(again.id).toBe(first.id);
    const { member } = await first.call('GET /api/me');
    expect(member).toMatchObject({ nickname: expect.stringMatching(/^微信用户[0-9A-Z]{4}$/), level: null });
    expect(member.inviteCode).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
  });

  test('in ten requests at once makes one member', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => shop.signIn('ten-at-once')));
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
  });

  test('with a code that was used, or that never was, is refused', async () => {
    const code = shop.simulator.payer.loginCode('code-twice');
    await shop.anyone.call('POST /api/session', { body: { code } });
    for (const wrong of [code, 'never-given']) {
      expect(await shop.anyone.fail('POST /api/session', { body: { code: wrong } })).toEqual({
        status: 401,
        code: 'login_code_invalid',
      });
    }
  });

  test('that WeChat refuses for another reason than the code is not blamed on the code', async () => {
    shop.simulator.misbehave({
      on: 'api',
      path: '/sns',
      fault: 'error',
      status: 200,
      code: '40125',
      times: 1,
    });
    const code = shop.simulator.payer.loginCode('innocent');
    expect(await shop.anyone.fail('POST /api/session', { body: { code } })).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
  });

  test('while WeChat does not answer is refused as unavailable', async () => {
    shop.simulator.misbehave({ on: 'api', path: '/sns', fault: 'error', status: 500, code: 'SYSTEM_ERROR' });
    const code = shop.simulator.payer.loginCode('unlucky');
    expect(await shop.anyone.fail('POST /api/session', { body: { code } })).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
  });

  test('is limited for each address and minute', async () => {
    const strict = await startTestShop({ config: { http: { signInsPerMinute: 3 } } });
    const attempt = () => strict.anyone.send('POST /api/session', { body: { code: 'guess' } });
    const statuses = [await attempt(), await attempt(), await attempt(), await attempt()].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect(Number((await attempt()).headers.get('retry-after'))).toBeGreaterThan(0);
    strict.clock.advance(60_000);
    expect((await attempt()).status).toBe(401);
    await strict.stop();
  });
});

describe('invitations', () => {
  test.each(['中文', '🍵', "a'b", 'NOSUCHCD'])(
    'a scene that is nobody’s invite code (%s) keeps nobody out',
    async (scene) => {
      const person = await shop.signIn(`came-by-${Buffer.from(scene).toString('hex')}`, scene);
      expect((await person.call('GET /api/me')).inviterName).toBeNull();
    },
  );

  test('bind the inviter at the first sign-in only, never later, never to oneself', async () => {
    const inviter = await shop.signIn('inviter');
    const guest = await shop.signIn('guest', inviter.inviteCode);
    expect(await guest.call('GET /api/me')).toMatchObject({ inviterName: '微**' });

    const late = await shop.signIn('late');
    await shop.signIn('late', inviter.inviteCode);
    expect((await late.call('GET /api/me')).inviterName).toBeNull();

    await shop.signIn('inviter', inviter.inviteCode);
    await shop.signIn('inviter', guest.inviteCode);
    expect((await inviter.call('GET /api/me')).inviterName).toBeNull();

    const stranger = await shop.signIn('stranger', 'NOBODY22');
    expect((await stranger.call('GET /api/me')).inviterName).toBeNull();

    expect((await inviter.call('GET /api/me')).inviteeCount).toBe(1);
    const { items } = await inviter.call('GET /api/me/invitees');
    expect(items).toMatchObject([{ id: guest.id, nickname: '微**' }]);
  });

  test('come with a picture of the member’s own code', async () => {
    const inviter = await shop.signIn('with-picture');
    const picture = await inviter.call('GET /api/me/invite-code.png');
    expect(Buffer.from(picture).subarray(1, 4).toString()).toBe('PNG');
    shop.simulator.misbehave({ on: 'api', path: '/wxa', fault: 'error', status: 200, code: '45009' });
    expect(await inviter.fail('GET /api/me/invite-code.png')).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
  });

  test('pay the direct reward: frozen at payment, released when the order completes', async () => {
    await shop.publish({
      referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 0 },
    });
    const inviter = await shop.signIn('rewarded-inviter');
    const guest = await shop.signIn('rewarding-guest', inviter.inviteCode);
    const { no } = await shop.buy(guest, mall(await shop.addProduct({ priceFen: fen(20_000) })));
    expect((await inviter.call('GET /api/me')).wallet).toMatchObject({ cashFen: 0, frozenFen: 1_000 });
    await guest.call('POST /api/orders/:no/receipt', { params: { no } });
    await shop.settle();
    expect((await inviter.call('GET /api/me')).wallet).toMatchObject({ cashFen: 1_000, frozenFen: 0 });
    const [item] = (await inviter.call('GET /api/me/bill')).items;
    expect(item).toMatchObject({ amountFen: 1_000, reason: 'rewardReleased', text: '奖励到账', orderNo: no });
    const kinds = (await inviter.call('GET /api/me/messages')).items.map(({ kind }) => kind);
    expect(kinds).toEqual(['rewardReleased', 'rewardGranted']);
    await shop.publish({});
  });
});

describe('the inbox', () => {
  test('counts what is unread, until it is read', async () => {
    const member = await shop.signIn('reader');
    await shop.buy(member, mall(await shop.addProduct()));
    expect((await member.call('GET /api/me')).unreadMessages).toBe(2);
    const { items } = await member.call('GET /api/me/messages');
    expect(items.map(({ title, read }) => [title, read])).toEqual([
      ['已加入排队返利', false],
      ['支付成功', false],
    ]);
    await member.call('POST /api/me/messages/read');
    expect((await member.call('GET /api/me')).unreadMessages).toBe(0);
  });

  test('calls the feature as the operator named it', async () => {
    await shop.publish({ featureName: '街坊回馈' });
    const member = await shop.signIn('renamed');
    await shop.buy(member, mall(await shop.addProduct()));
    expect((await member.call('GET /api/me/messages')).items[0]?.title).toBe('已加入街坊回馈');
    await shop.publish({});
  });
});

describe('lists', () => {
  test('are paged by cursor, without a gap and without anything twice', async () => {
    const member = await shop.signIn('lister');
    const id = await shop.addProduct();
    for (let index = 0; index < 7; index += 1) await shop.buy(member, mall(id));
    for (const key of ['GET /api/orders', 'GET /api/queue/entries', 'GET /api/me/messages'] as const) {
      const whole: unknown[] = (await member.call(key, { query: { limit: '50' } })).items;
      const pages: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: unknown[]; next: string | null } = await member.call(key, {
          query: { limit: '3', ...(cursor ? { cursor } : {}) },
        });
        expect(page.items.length).toBeLessThanOrEqual(3);
        pages.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      expect(pages).toEqual(whole);
      expect(whole.length).toBeGreaterThanOrEqual(7);
    }
  });

  test('of orders can be asked by state', async () => {
    const member = await shop.signIn('by-state');
    const id = await shop.addProduct({ title: '土蜂蜜' });
    await shop.place(member, mall(id));
    const paid = await shop.buy(member, mall(id, 2));
    const { items } = await member.call('GET /api/orders', { query: { state: 'paid' } });
    expect(items).toMatchObject([{ no: paid.no, title: '土蜂蜜', pieces: 2, totalFen: 20_000 }]);
    expect((await member.call('GET /api/me')).orderCounts).toEqual({ placed: 1, paid: 1, completed: 0 });
  });

  test('of products can be searched and narrowed, and % and _ are just letters', async () => {
    await shop.db.categories.create({ id: 'tea', name: '茶', sort: 2 });
    const id = await shop.addProduct({ title: '100%_桂花乌龙', categoryId: 'tea' });
    await shop.addProduct({ title: '下架的桂花糕', onSale: false });
    const found = async (query: Record<string, string>) =>
      (await shop.anyone.call('GET /api/products', { query })).items.map((product) => product.id);
    expect(await found({ search: '桂花' })).toEqual([id]);
    expect(await found({ search: '%_桂' })).toEqual([id]);
    expect(await found({ search: '1_0%' })).toEqual([]);
    expect(await found({ category: 'tea' })).toEqual([id]);
    expect(await found({ category: 'tea', search: '龙井' })).toEqual([]);
    expect(await found({ category: 'coffee' })).toEqual([]);
    expect(await shop.anyone.fail('GET /api/products', { query: { category: '茶' } })).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
  });
});

describe('settings 19 to 23', () => {
  test('hide their fields on the server', async () => {
    // A line of its own: nobody of the other tests stands in it.
    const base = { mallSharesQueue: false };
    await shop.publish(base);
    const member = await shop.signIn('watched');
    const id = await shop.addProduct();
    const own = await shop.buy(member, mall(id));
    await shop.buy(await shop.signIn('payer-of-watched'), mall(id));
    const entryId = own.lines[0]?.entry?.id;
    if (!entryId) throw new Error('the order got no entry');
    const look = async () => {
      const [overview, me, list, history, order] = [
        await member.call('GET /api/queue'),
        await member.call('GET /api/me'),
        await member.call('GET /api/queue/entries'),
        await member.call('GET /api/queue/entries/:id', { params: { id: entryId } }),
        await member.call('GET /api/orders/:no', { params: { no: own.no } }),
      ];
      return {
        entries: [list.items[0], history.entry, order.lines[0]?.entry],
        sums: [overview, me.queue],
        payout: history.payouts[0],
        estimate: history.estimate,
        features: (await shop.anyone.call('GET /api/features')).show,
      };
    };
    const hidden = async (changes: Parameters<TestShop['publish']>[0]) => {
      await shop.publish({ ...base, ...changes });
      const seen = await look();
      await shop.publish(base);
      return seen;
    };

    const all = await look();
    for (const entry of all.entries) {
      expect(entry).toMatchObject({
        number: expect.any(Number),
        rewardedFen: expect.any(Number),
        remainingFen: expect.any(Number),
      });
      expect(Object.keys(entry ?? {})).toEqual(expect.arrayContaining(['place', 'aheadFen']));
    }
    expect(all.payout).toMatchObject({ buyer: '微**', rewardedAfterFen: expect.any(Number) });
    expect(all.features).toEqual({
      progress: true,
      rewardedTotal: true,
      pending: true,
      memberInfo: true,
      pendingAmounts: true,
    });

    const noProgress = await hidden({ showProgress: false });
    for (const entry of noProgress.entries) {
      expect(entry).not.toHaveProperty('number');
      expect(entry).not.toHaveProperty('place');
    }
    expect(noProgress.features.progress).toBe(false);

    const noRewarded = await hidden({ showRewardedTotal: false });
    for (const part of [...noRewarded.entries, ...noRewarded.sums])
      expect(part).not.toHaveProperty('rewardedFen');
    expect(noRewarded.payout).not.toHaveProperty('rewardedAfterFen');

    const noPending = await hidden({ showPending: false });
    for (const part of [...noPending.entries, ...noPending.sums])
      expect(part).not.toHaveProperty('remainingFen');

    expect((await hidden({ showMember: false })).payout).toMatchObject({
      buyer: null,
      orderNo: expect.any(String),
    });

    const noAmounts = await hidden({ showPendingAmounts: false });
    for (const entry of noAmounts.entries) expect(entry).not.toHaveProperty('aheadFen');
    expect(noAmounts.estimate).toBeNull();
    await shop.publish({});
  });
});

describe('settings 19 and 20', () => {
  test('hide the number in line and the total also in messages, and the length of the line at the product', async () => {
    const member = await shop.signIn('told-little');
    const id = await shop.addProduct();
    const told = async (changes: Parameters<TestShop['publish']>[0]) => {
      const half = ratio('0.5');
      await shop.publish({
        mallSharesQueue: false,
        extractionRatio: half,
        entitlementRatio: half,
        ...changes,
      });
      await shop.buy(member, mall(id));
      await shop.buy(await shop.signIn('payer-of-told-little'), mall(id));
      const { items } = await member.call('GET /api/me/messages', { query: { limit: '50' } });
      const { queueWaiting } = await shop.anyone.call('GET /api/products/:id', { params: { id } });
      const bodyOf = (kind: string) => items.find((item) => item.kind === kind)?.body;
      return { joined: bodyOf('joined'), done: bodyOf('done'), queueWaiting };
    };
    expect(await told({})).toEqual({
      joined: expect.stringMatching(/^序号 1，权益 ¥50\.00。/),
      done: '这份排队权益共到账 ¥50.00。',
      queueWaiting: 1,
    });
    expect(await told({ showProgress: false, showRewardedTotal: false })).toEqual({
      joined: expect.stringMatching(/^权益 ¥50\.00。/),
      done: '这份排队权益已全部到账。',
      queueWaiting: null,
    });
    await shop.publish({});
  });
});

describe('the estimate', () => {
  test('lies between the paces of the last week and the last month, or says that there is none', async () => {
    const own = await startTestShop();
    await own.publish({ extractionRatio: ratio('0.1') });
    const id = await own.addProduct({ priceFen: fen(10_000) });
    const waiting = await own.signIn('waiting');
    const others = await own.signIn('others');
    const entryId = (await own.buy(waiting, mall(id))).lines[0]?.entry?.id;
    if (!entryId) throw new Error('the order got no entry');
    const estimate = async () =>
      (await waiting.call('GET /api/queue/entries/:id', { params: { id: entryId } })).estimate;
    expect(await estimate()).toEqual({ fromDays: null, toDays: null });
    for (let day = 0; day < 3; day += 1) {
      own.clock.advance(86_400_000);
      await own.buy(others, mall(id));
    }
    // 3,000 fen in 4 days, 7,000 remain.
    expect(await estimate()).toEqual({ fromDays: 10, toDays: 10 });
    own.clock.advance(86_400_000 * 6);
    // The last 7 days saw 1,000 fen, all 10 days 3,000.
    expect(await estimate()).toEqual({ fromDays: 24, toDays: 49 });
    own.clock.advance(86_400_000 * 4);
    expect(await estimate()).toEqual({ fromDays: null, toDays: null });
    await own.stop();
  });
});

describe('the demo', () => {
  test('lets anybody be one of its members', async () => {
    const demo = await startTestShop({ demo: true });
    const person = await demo.signIn('demo-member');
    const { items } = await demo.anyone.call('GET /api/demo/members');
    expect(items).toMatchObject([{ id: person.id }]);
    const { member, token } = await demo.anyone.call('POST /api/demo/session', {
      body: { memberId: person.id },
    });
    expect(member.id).toBe(person.id);
    expect(token).not.toBe('');
    expect((await demo.anyone.call('GET /api/features')).demo).toBe(true);
    await demo.stop();
  });
});

test('every route of the contract was answered with a success in these tests or the others’, as contracted', () => {
  // Answers are checked against the contract while tests run; this list is what keeps a route from being forgotten.
  const answered: Record<RouteKey, string> = {
    'POST /api/session': 'signing in',
    'GET /api/demo/members': 'the demo',
    'POST /api/demo/session': 'the demo',
    'GET /api/me': 'everywhere',
    'GET /api/me/bill': 'invitations',
    'GET /api/me/messages': 'the inbox',
    'POST /api/me/messages/read': 'the inbox',
    'GET /api/me/invitees': 'invitations',
    'GET /api/me/invite-code.png': 'invitations',
    'GET /api/features': 'settings 19 to 23',
    'GET /api/categories': 'site.test.ts',
    'GET /api/products': 'lists',
    'GET /api/products/:id': 'placing.test.ts',
    'GET /api/stores': 'site.test.ts',
    'GET /api/stores/:id': 'site.test.ts',
    'POST /api/orders/quote': 'placing.test.ts',
    'POST /api/orders': 'placing.test.ts',
    'GET /api/orders': 'lists',
    'GET /api/orders/:no': 'everywhere',
    'POST /api/orders/:no/payment': 'payments.test.ts',
    'POST /api/orders/:no/payment/check': 'payments.test.ts',
    'POST /api/orders/:no/close': 'payments.test.ts',
    'POST /api/orders/:no/receipt': 'payments.test.ts',
    'POST /pay/wechat/notify': 'notifications.test.ts',
    'GET /api/orders/:no/parcels': 'shipping.test.ts',
    'GET /api/orders/:no/refund-preview': 'refundPreview.test.ts',
    'GET /api/orders/:no/after-sales': 'afterSale.test.ts',
    'POST /api/orders/:no/after-sales': 'afterSale.test.ts',
    'GET /api/after-sales': 'afterSale.test.ts',
    'GET /api/after-sales/:no': 'afterSale.test.ts',
    'POST /api/after-sales/:no/cancel': 'afterSale.test.ts',
    'POST /api/after-sales/:no/return': 'afterSale.test.ts',
    'GET /api/queue': 'settings 19 to 23',
    'GET /api/queue/entries': 'lists',
    'GET /api/queue/entries/:id': 'theWholeWay.test.ts',
    'GET /api/queue/entries/:id/proof': 'proof.test.ts',
    'GET /api/queue/entries/:id/proof/events': 'proof.test.ts',
    'GET /api/proof/seals': 'proof.test.ts',
    'GET /api/proof/seals/:day': 'proof.test.ts',
    'POST /api/admin/session': 'operators/accounts.test.ts',
    'DELETE /api/admin/session': 'operators/accounts.test.ts',
    'GET /api/admin/me': 'operators/accounts.test.ts',
    'POST /api/admin/me/password': 'operators/audited.test.ts',
    'POST /api/admin/me/totp': 'operators/audited.test.ts',
    'POST /api/admin/me/totp/confirm': 'operators/audited.test.ts',
    'POST /api/admin/me/totp/off': 'operators/audited.test.ts',
    'GET /api/admin/operators': 'operators/accounts.test.ts',
    'POST /api/admin/operators': 'operators/audited.test.ts',
    'PUT /api/admin/operators/:id': 'operators/audited.test.ts',
    'POST /api/admin/operators/:id/reset': 'operators/audited.test.ts',
    'GET /api/admin/audit': 'operators/audited.test.ts',
    'GET /api/admin/settings': 'operators/settings.test.ts',
    'GET /api/admin/settings/versions': 'operators/settings.test.ts',
    'GET /api/admin/settings/versions/:id': 'operators/settings.test.ts',
    'GET /api/admin/settings/compare': 'operators/settings.test.ts',
    'POST /api/admin/settings/check': 'operators/settings.test.ts',
    'POST /api/admin/settings/versions': 'operators/audited.test.ts',
    'POST /api/admin/settings/versions/:id/cancel': 'operators/audited.test.ts',
    'POST /api/admin/settings/versions/:id/rollback': 'operators/audited.test.ts',
    'GET /api/me/wallet': 'wallet/withdrawals.test.ts',
    'POST /api/me/withdrawals': 'wallet/withdrawals.test.ts',
    'GET /api/me/withdrawals': 'wallet/withdrawals.test.ts',
    'GET /api/me/withdrawals/:id': 'wallet/withdrawals.test.ts',
    'POST /api/me/withdrawals/:id/confirm-params': 'wallet/withdrawals.test.ts',
    'POST /api/me/withdrawals/:id/cancel': 'wallet/withdrawalFailures.test.ts',
    'POST /api/me/transfers': 'wallet/transfers.test.ts',
  };
  expect(Object.keys(answered).sort()).toEqual(Object.keys(contract).sort());
});
