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
    'GET /api/orders/:no/pickup-code.png': 'checkout/storeOrders.test.ts',
    'GET /api/features': 'settings 19 to 23',
    'GET /api/categories': 'site.test.ts',
    'GET /api/products': 'lists',
    'GET /api/products/:id': 'placing.test.ts',
    'GET /api/stores': 'site.test.ts',
    'GET /api/stores/:id': 'site.test.ts',
    'GET /api/desk/me': 'merchants/signIn.test.ts',
    'POST /api/desk/session': 'merchants/signIn.test.ts',
    'DELETE /api/desk/session': 'merchants/signIn.test.ts',
    'POST /api/desk/me/password': 'merchants/signIn.test.ts',
    'GET /api/me/desks': 'merchants/staff.test.ts',
    'POST /api/me/desks': 'merchants/staff.test.ts',
    'GET /api/desk/staff': 'merchants/staff.test.ts',
    'POST /api/desk/staff': 'merchants/staff.test.ts',
    'PUT /api/desk/staff/:id': 'merchants/staff.test.ts',
    'POST /api/desk/staff/:id/login': 'merchants/staff.test.ts',
    'GET /api/desk/staff-invitations': 'merchants/staff.test.ts',
    'POST /api/desk/staff-invitations': 'merchants/staff.test.ts',
    'GET /api/desk/staff-invitations/:id/code.png': 'merchants/staff.test.ts',
    'DELETE /api/desk/staff-invitations/:id': 'merchants/staff.test.ts',
    'GET /api/desk/stores': 'merchants/stores.test.ts',
    'GET /api/desk/stores/:id': 'merchants/stores.test.ts',
    'PUT /api/desk/stores/:id': 'merchants/stores.test.ts',
    'GET /api/desk/long-jobs': 'longJobs/deskLongJobs.test.ts',
    'GET /api/desk/long-jobs/:id': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/long-jobs/:id/cancel': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/long-jobs/:id/link': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/exports/orders': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/exports/to-send': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/products': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/exports/statements': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/exports/after-sales': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/takings': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/payouts': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/reviews': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/proposals': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/stores': 'longJobs/deskExportedLists.test.ts',
    'POST /api/desk/exports/staff': 'longJobs/deskExportedLists.test.ts',
    'GET /api/desk/imports/products/template': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/imports/products/checks': 'longJobs/deskLongJobs.test.ts',
    'POST /api/desk/imports/products': 'longJobs/deskLongJobs.test.ts',
    'GET /api/desk/after-sales': 'merchants/deskAfterSales.test.ts',
    'GET /api/desk/after-sales/:no': 'merchants/deskAfterSales.test.ts',
    'GET /api/desk/after-sales/:no/preview': 'merchants/deskAfterSales.test.ts',
    'POST /api/desk/after-sales/:no/approve': 'merchants/deskAfterSales.test.ts',
    'POST /api/desk/after-sales/:no/reject': 'merchants/deskAfterSales.test.ts',
    'POST /api/desk/after-sales/:no/received': 'merchants/deskAfterSales.test.ts',
    'POST /api/desk/after-sales/:no/refund': 'merchants/deskAfterSales.test.ts',
    'GET /api/desk/stores/:id/rules': 'merchants/deskRules.test.ts',
    'PUT /api/desk/stores/:id/rules': 'merchants/deskRules.test.ts',
    'PUT /api/desk/stores/:id/cashier-discount': 'merchants/deskRules.test.ts',
    'GET /api/desk/stores/:id/cashier-codes': 'merchants/stores.test.ts',
    'POST /api/desk/stores/:id/cashier-codes': 'merchants/stores.test.ts',
    'GET /api/desk/cashier-codes/:id/code.png': 'merchants/stores.test.ts',
    'POST /api/desk/cashier-codes/:id/revoke': 'merchants/stores.test.ts',
    'POST /api/desk/cashier-codes/:id/renew': 'merchants/stores.test.ts',
    'GET /api/desk/orders': 'merchants/deskOrders.test.ts',
    'GET /api/desk/orders/:no': 'merchants/deskOrders.test.ts',
    'POST /api/desk/orders/:no/parcels': 'merchants/deskOrders.test.ts',
    'POST /api/desk/orders/ship': 'merchants/deskOrders.test.ts',
    'GET /api/desk/waiting': 'merchants/deskOrders.test.ts',
    'GET /api/desk/freight-templates': 'merchants/deskOrders.test.ts',
    'GET /api/desk/pickups/:code': 'merchants/pickups.test.ts',
    'POST /api/desk/pickups/:code/redeem': 'merchants/pickups.test.ts',
    'GET /api/desk/takings': 'merchants/pickups.test.ts',
    'GET /api/desk/takings/stream': 'merchants/takingsStream.test.ts',
    'GET /api/desk/statements': 'payables/statements.test.ts',
    'GET /api/desk/statements/:id': 'payables/statements.test.ts',
    'GET /api/desk/statements/:id/lines': 'payables/statements.test.ts',
    'GET /api/desk/payables': 'payables/payables.test.ts',
    'GET /api/desk/payouts': 'payables/payouts.test.ts',
    'GET /api/desk/payouts/:id': 'payables/payouts.test.ts',
    'GET /api/desk/payee': 'payables/payouts.test.ts',
    'PUT /api/desk/payee': 'payables/payouts.test.ts',
    'GET /api/admin/statements': 'payables/statements.test.ts',
    'GET /api/admin/statements/:id': 'payables/statements.test.ts',
    'GET /api/admin/statements/:id/lines': 'payables/statements.test.ts',
    'GET /api/admin/merchants/:id/payables': 'payables/payouts.test.ts',
    'PUT /api/admin/merchants/:id/payee': 'payables/payouts.test.ts',
    'GET /api/admin/payout-proposals': 'payables/payouts.test.ts',
    'GET /api/admin/merchant-payouts': 'payables/payouts.test.ts',
    'GET /api/admin/merchant-payouts/:id': 'payables/payouts.test.ts',
    'GET /api/admin/merchant-payouts/:id/account': 'payables/payouts.test.ts',
    'POST /api/admin/merchant-payouts': 'payables/payouts.test.ts',
    'POST /api/admin/merchant-payouts/:id/approve': 'payables/payouts.test.ts',
    'POST /api/admin/merchant-payouts/:id/reject': 'payables/payouts.test.ts',
    'POST /api/admin/merchant-payouts/:id/cancel': 'payables/payouts.test.ts',
    'POST /api/admin/merchant-payouts/:id/paid': 'payables/payouts.test.ts',
    'GET /api/scenes/:scene': 'merchants/stores.test.ts',
    'POST /api/applications': 'merchants/applications.test.ts',
    'GET /api/me/applications': 'merchants/applications.test.ts',
    'POST /api/applications/:no/read': 'merchants/applications.test.ts',
    'PUT /api/applications/:no': 'merchants/applications.test.ts',
    'POST /api/applications/:no/accept': 'merchants/applications.test.ts',
    'POST /api/applications/:no/withdraw': 'merchants/applications.test.ts',
    'GET /api/admin/applications': 'merchants/applications.test.ts',
    'GET /api/admin/applications/:no': 'merchants/applications.test.ts',
    'POST /api/admin/applications/:no/offer': 'merchants/applications.test.ts',
    'POST /api/admin/applications/:no/reject': 'merchants/applications.test.ts',
    'POST /api/admin/applications/:no/approve': 'merchants/applications.test.ts',
    'GET /api/admin/merchants': 'merchants/stores.test.ts',
    'GET /api/admin/merchants/:id': 'merchants/applications.test.ts',
    'PUT /api/admin/merchants/:id': 'merchants/stores.test.ts',
    'POST /api/admin/merchants/:id/suspend': 'merchants/stores.test.ts',
    'POST /api/admin/merchants/:id/resume': 'merchants/stores.test.ts',
    'GET /api/admin/merchants/:id/staff': 'merchants/stores.test.ts',
    'POST /api/admin/merchants/:id/staff/:staffId/login': 'operators/audited.test.ts',
    'GET /api/admin/stores': 'merchants/stores.test.ts',
    'POST /api/admin/stores': 'merchants/stores.test.ts',
    'GET /api/admin/stores/:id': 'merchants/stores.test.ts',
    'PUT /api/admin/stores/:id': 'merchants/stores.test.ts',
    'PUT /api/admin/stores/:id/rules': 'merchants/stores.test.ts',
    'GET /api/admin/stores/:id/cashier-codes': 'merchants/stores.test.ts',
    'POST /api/admin/stores/:id/cashier-codes': 'merchants/stores.test.ts',
    'GET /api/admin/cashier-codes/:id/code.png': 'merchants/stores.test.ts',
    'POST /api/admin/cashier-codes/:id/revoke': 'merchants/stores.test.ts',
    'POST /api/admin/cashier-codes/:id/renew': 'merchants/stores.test.ts',
    'POST /api/orders/quote': 'placing.test.ts',
    'POST /api/orders': 'placing.test.ts',
    'GET /api/orders': 'lists',
    'GET /api/orders/:no': 'everywhere',
    'POST /api/orders/:no/payment': 'payments.test.ts',
    'POST /api/orders/:no/payment/check': 'payments.test.ts',
    'POST /api/orders/:no/close': 'payments.test.ts',
    'POST /api/orders/:no/receipt/prepare': 'shipping.test.ts',
    'POST /api/orders/:no/receipt': 'payments.test.ts',
    'POST /pay/wechat/notify': 'notifications.test.ts',
    'GET /api/orders/:no/parcels': 'shipping.test.ts',
    'GET /api/orders/:no/refund-preview': 'refundPreview.test.ts',
    'GET /api/orders/:no/after-sales': 'afterSale.test.ts',
    'POST /api/orders/:no/after-sales': 'afterSale.test.ts',
    'POST /api/uploads': 'longJobs/uploads.test.ts',
    'POST /api/applications/uploads': 'longJobs/uploads.test.ts',
    'POST /api/desk/uploads': 'longJobs/uploads.test.ts',
    'POST /api/admin/uploads': 'longJobs/uploads.test.ts',
    'GET /api/admin/simulation-plans': 'longJobs/simulations.test.ts',
    'GET /api/admin/simulations': 'longJobs/simulations.test.ts',
    'POST /api/admin/simulations': 'longJobs/simulations.test.ts',
    'GET /api/admin/simulations/:id': 'longJobs/simulations.test.ts',
    'GET /api/admin/long-jobs': 'longJobs/longJobs.test.ts',
    'GET /api/admin/long-jobs/:id': 'longJobs/longJobs.test.ts',
    'POST /api/admin/long-jobs/:id/cancel': 'longJobs/longJobs.test.ts',
    'POST /api/admin/long-jobs/:id/link': 'longJobs/longJobs.test.ts',
    'GET /api/admin/imports/products/template': 'longJobs/imports.test.ts',
    'POST /api/admin/imports/products/checks': 'longJobs/imports.test.ts',
    'POST /api/admin/imports/products': 'longJobs/imports.test.ts',
    'GET /api/downloads/:token': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/orders': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/order-lines': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/members': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/products': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/journals': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/withdrawals': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/after-sales': 'longJobs/exportedLists.test.ts',
    'POST /api/admin/exports/rewards': 'longJobs/exportedLists.test.ts',
    'POST /api/admin/exports/entries': 'longJobs/longJobs.test.ts',
    'POST /api/admin/exports/statements': 'longJobs/deskLongJobs.test.ts',
    'POST /api/admin/exports/merchant-payouts': 'longJobs/exportedLists.test.ts',
    'POST /api/admin/exports/adjustments': 'longJobs/exportedLists.test.ts',
    'POST /api/admin/exports/audit': 'longJobs/exportedLists.test.ts',
    'POST /api/admin/exports/messages': 'longJobs/exportedLists.test.ts',
    'POST /api/admin/exports/reviews': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/proposals': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/coupons': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/gift-orders': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/transfers': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/dividends': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/reconciliations': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/differences': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/movements': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/queues': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/applications': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/merchants': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/staff': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/stores': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/invitees': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/member-entries': 'longJobs/wholeLists.test.ts',
    'POST /api/admin/exports/days': 'longJobs/longJobs.test.ts',
    'GET /api/after-sales': 'afterSale.test.ts',
    'GET /api/after-sales/:no': 'afterSale.test.ts',
    'POST /api/after-sales/:no/cancel': 'afterSale.test.ts',
    'POST /api/after-sales/:no/return': 'afterSale.test.ts',
    'GET /api/queue': 'settings 19 to 23',
    'GET /api/queue/entries': 'lists',
    'GET /api/queue/entries/:id': 'theWholeWay.test.ts',
    'GET /api/queue/entries/:id/neighbours': 'queues/neighbours.test.ts',
    'GET /api/queue/entries/:id/proof': 'proof.test.ts',
    'GET /api/queue/entries/:id/proof/events': 'proof.test.ts',
    'GET /api/proof/seals': 'proof.test.ts',
    'GET /api/draws/commitments': 'queues/draws.test.ts',
    'GET /api/draws/:entryId': 'queues/draws.test.ts',
    'POST /api/queue/entries/:id/draw': 'queues/draws.test.ts',
    'GET /api/queue/entries/:id/exchange': 'queues/draws.test.ts',
    'POST /api/queue/entries/:id/exchange': 'queues/draws.test.ts',
    'GET /api/queue/exchanges/:id': 'queues/draws.test.ts',
    'GET /api/admin/queues': 'queues/desk.test.ts',
    'GET /api/admin/queues/:key': 'queues/desk.test.ts',
    'GET /api/admin/queues/:key/entries': 'queues/desk.test.ts',
    'GET /api/admin/entries/:id': 'queues/desk.test.ts',
    'GET /api/admin/entries/:id/proof': 'proof.test.ts',
    'POST /api/admin/queues/:key/pause': 'queues/desk.test.ts',
    'POST /api/admin/queues/:key/resume': 'queues/desk.test.ts',
    'POST /api/admin/queues/pause-all': 'queues/desk.test.ts',
    'POST /api/admin/queues/resume-all': 'queues/desk.test.ts',
    'GET /api/admin/queue-merges': 'queues/desk.test.ts',
    'POST /api/admin/queue-merges': 'queues/desk.test.ts',
    'GET /api/admin/queues/:key/merge-preview': 'queues/desk.test.ts',
    'POST /api/admin/queues/:key/merge': 'operators/audited.test.ts',
    'GET /api/admin/queue-plans': 'queues/schedule.test.ts',
    'POST /api/admin/queues/:key/reset': 'queues/schedule.test.ts',
    'POST /api/admin/queues/:key/wind-down': 'queues/desk.test.ts',
    'POST /api/admin/queue-plans/:id/cancel': 'queues/desk.test.ts',
    'POST /api/admin/queues/:key/reopen': 'queues/desk.test.ts',
    'GET /api/admin/solvency': 'queues/reports.test.ts',
    'GET /api/admin/live': 'queues/live.test.ts',
    'GET /api/admin/rewards': 'queues/reports.test.ts',
    'GET /api/admin/dividends': 'queues/dividends.test.ts',
    'GET /api/admin/dividends/preview': 'queues/dividends.test.ts',
    'POST /api/admin/dividends': 'queues/dividends.test.ts',
    'POST /api/admin/dividends/:id/approve': 'queues/dividends.test.ts',
    'POST /api/admin/dividends/:id/reject': 'queues/dividends.test.ts',
    'POST /api/admin/rules/test': 'queues/rules.test.ts',
    'GET /api/admin/explain/:orderNo/:line': 'queues/rules.test.ts',
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
    'GET /api/admin/orders': 'backOffice/orders.test.ts',
    'GET /api/admin/orders/:no': 'backOffice/orders.test.ts',
    'POST /api/admin/orders/:no/parcels': 'backOffice/orders.test.ts',
    'POST /api/admin/orders/:no/shipping-upload/retry': 'backOffice/stuckRefunds.test.ts',
    'GET /api/admin/refunds/stuck': 'backOffice/stuckRefunds.test.ts',
    'POST /api/admin/refunds/:no/retry': 'backOffice/stuckRefunds.test.ts',
    'POST /api/admin/orders/ship': 'backOffice/orders.test.ts',
    'POST /api/admin/orders/:no/notes': 'backOffice/orders.test.ts',
    'GET /api/admin/orders/:no/refund-preview': 'backOffice/orders.test.ts',
    'POST /api/admin/orders/:no/refunds': 'backOffice/orders.test.ts',
    'GET /api/admin/after-sales': 'backOffice/afterSales.test.ts',
    'GET /api/admin/after-sales/:no': 'backOffice/afterSales.test.ts',
    'GET /api/admin/after-sales/:no/refund-preview': 'backOffice/afterSales.test.ts',
    'POST /api/admin/after-sales/:no/approve': 'backOffice/afterSales.test.ts',
    'POST /api/admin/after-sales/:no/reject': 'backOffice/afterSales.test.ts',
    'POST /api/admin/after-sales/:no/received': 'backOffice/afterSales.test.ts',
    'POST /api/admin/after-sales/:no/refund': 'backOffice/afterSales.test.ts',
    'POST /api/admin/after-sales/:no/retry': 'backOffice/afterSales.test.ts',
    'GET /api/admin/withdrawals': 'backOffice/wallets.test.ts',
    'GET /api/admin/withdrawals/:id': 'backOffice/wallets.test.ts',
    'POST /api/admin/withdrawals/:id/approve': 'backOffice/wallets.test.ts',
    'POST /api/admin/withdrawals/:id/reject': 'backOffice/wallets.test.ts',
    'GET /api/admin/transfers': 'backOffice/wallets.test.ts',
    'GET /api/admin/adjustments': 'backOffice/wallets.test.ts',
    'GET /api/admin/adjustments/:id': 'backOffice/wallets.test.ts',
    'POST /api/admin/adjustments': 'backOffice/wallets.test.ts',
    'POST /api/admin/adjustments/:id/approve': 'backOffice/wallets.test.ts',
    'POST /api/admin/adjustments/:id/reject': 'backOffice/wallets.test.ts',
    'GET /api/admin/ledger/journals': 'backOffice/finance.test.ts',
    'GET /api/admin/ledger/trial-balance': 'backOffice/finance.test.ts',
    'GET /api/admin/ledger/statement': 'backOffice/finance.test.ts',
    'GET /api/admin/book-checks': 'backOffice/finance.test.ts',
    'GET /api/admin/book-checks/:id': 'backOffice/finance.test.ts',
    'POST /api/admin/book-checks': 'backOffice/finance.test.ts',
    'GET /api/admin/reconciliations': 'backOffice/reconciliation.test.ts',
    'GET /api/admin/reconciliations/:day': 'backOffice/reconciliation.test.ts',
    'POST /api/admin/reconciliations/:day/run': 'backOffice/reconciliation.test.ts',
    'GET /api/admin/differences': 'backOffice/reconciliation.test.ts',
    'POST /api/admin/differences/:id/resolve': 'backOffice/reconciliation.test.ts',
    'GET /api/admin/system': 'backOffice/system.test.ts',
    'GET /api/admin/system/jobs': 'backOffice/system.test.ts',
    'POST /api/admin/system/jobs/:name/run': 'backOffice/system.test.ts',
    'GET /api/admin/system/outbox': 'backOffice/system.test.ts',
    'POST /api/admin/system/outbox/:id/retry': 'backOffice/system.test.ts',
    'GET /api/admin/system/failed-tasks': 'backOffice/system.test.ts',
    'POST /api/admin/system/failed-tasks/:id/retry': 'backOffice/system.test.ts',
    'POST /api/admin/system/wechat-test': 'backOffice/system.test.ts',
    'GET /api/me/wallet': 'wallet/withdrawals.test.ts',
    'POST /api/me/withdrawals': 'wallet/withdrawals.test.ts',
    'GET /api/me/withdrawals': 'wallet/withdrawals.test.ts',
    'GET /api/me/withdrawals/:id': 'wallet/withdrawals.test.ts',
    'POST /api/me/withdrawals/:id/confirm-params': 'wallet/withdrawals.test.ts',
    'POST /api/me/withdrawals/:id/cancel': 'wallet/withdrawalFailures.test.ts',
    'POST /api/me/transfers': 'wallet/transfers.test.ts',
    'GET /api/me/addresses': 'checkout/addresses.test.ts',
    'POST /api/me/addresses': 'checkout/addresses.test.ts',
    'PUT /api/me/addresses/:id': 'checkout/addresses.test.ts',
    'DELETE /api/me/addresses/:id': 'checkout/addresses.test.ts',
    'GET /api/cart': 'checkout/cart.test.ts',
    'POST /api/cart/items': 'checkout/cart.test.ts',
    'PUT /api/cart/items/:skuId': 'checkout/cart.test.ts',
    'PUT /api/cart/checked': 'checkout/cart.test.ts',
    'DELETE /api/cart/items/:skuId': 'checkout/cart.test.ts',
    'GET /api/coupons': 'checkout/coupons.test.ts',
    'POST /api/coupons/:id/claim': 'checkout/coupons.test.ts',
    'GET /api/me/coupons': 'checkout/coupons.test.ts',
    'GET /api/admin/coupons': 'checkout/coupons.test.ts',
    'POST /api/admin/coupons': 'checkout/coupons.test.ts',
    'PUT /api/admin/coupons/:id': 'checkout/coupons.test.ts',
    'POST /api/admin/coupons/:id/stop': 'checkout/coupons.test.ts',
    'GET /api/admin/freight-templates': 'checkout/freight.test.ts',
    'POST /api/admin/freight-templates': 'checkout/freight.test.ts',
    'PUT /api/admin/freight-templates/:id': 'checkout/freight.test.ts',
    'DELETE /api/admin/freight-templates/:id': 'checkout/freight.test.ts',
    'PUT /api/admin/freight-templates/:id/products': 'checkout/freight.test.ts',
    'PUT /api/admin/stores/:id/cashier-discount': 'checkout/storeOrders.test.ts',
    'GET /api/levels': 'members/levels.test.ts',
    'GET /api/me/level': 'members/levels.test.ts',
    'GET /api/me/profile': 'members/profile.test.ts',
    'PUT /api/me/profile': 'members/profile.test.ts',
    'PUT /api/me/phone': 'members/profile.test.ts',
    'DELETE /api/me/phone': 'members/profile.test.ts',
    'GET /api/admin/levels': 'members/levels.test.ts',
    'POST /api/admin/levels': 'members/levels.test.ts',
    'PUT /api/admin/levels/:id': 'members/levels.test.ts',
    'DELETE /api/admin/levels/:id': 'members/levels.test.ts',
    'GET /api/admin/members': 'members/adminMembers.test.ts',
    'GET /api/admin/members/:id': 'members/adminMembers.test.ts',
    'GET /api/admin/members/:id/invitees': 'members/adminMembers.test.ts',
    'GET /api/admin/members/:id/entries': 'members/adminMembers.test.ts',
    'GET /api/admin/members/:id/rewards': 'members/adminMembers.test.ts',
    'PUT /api/admin/members/:id/level': 'members/levels.test.ts',
    'GET /api/admin/messages': 'members/messageTemplates.test.ts',
    'GET /api/message-templates': 'members/messageTemplates.test.ts',
    'GET /api/admin/message-templates': 'members/messageTemplates.test.ts',
    'PUT /api/admin/message-templates/:kind': 'members/messageTemplates.test.ts',
    'GET /api/me/rewards': 'members/growth.test.ts',
    'GET /api/me/invite-poster': 'members/growth.test.ts',
    'GET /api/me/recruit-code.png': 'members/growth.test.ts',
    'GET /api/terms': 'members/terms.test.ts',
    'POST /api/me/terms/:id/accept': 'members/terms.test.ts',
    'GET /api/admin/terms': 'members/terms.test.ts',
    'POST /api/admin/terms': 'members/terms.test.ts',
    'GET /api/products/:id/reviews': 'catalogue/reviews.test.ts',
    'GET /api/orders/:no/reviews': 'catalogue/reviews.test.ts',
    'PUT /api/orders/:no/lines/:line/review': 'catalogue/reviews.test.ts',
    'PUT /api/me/reviews/:id/addition': 'catalogue/reviews.test.ts',
    'GET /api/me/reviews': 'catalogue/reviews.test.ts',
    'GET /api/admin/reviews': 'catalogue/reviews.test.ts',
    'PUT /api/admin/reviews/:id/visibility': 'catalogue/reviews.test.ts',
    'PUT /api/admin/reviews/:id/answer': 'catalogue/reviews.test.ts',
    'GET /api/desk/reviews': 'catalogue/reviews.test.ts',
    'PUT /api/desk/reviews/:id/answer': 'catalogue/reviews.test.ts',
    'GET /api/me/favourites': 'catalogue/reviews.test.ts',
    'PUT /api/me/favourites/:productId': 'catalogue/reviews.test.ts',
    'DELETE /api/me/favourites/:productId': 'catalogue/reviews.test.ts',
    'GET /api/admin/products': 'catalogue/products.test.ts',
    'GET /api/admin/products/:id': 'catalogue/products.test.ts',
    'POST /api/admin/products': 'catalogue/products.test.ts',
    'PUT /api/admin/products/:id': 'catalogue/products.test.ts',
    'PUT /api/admin/products/on-sale': 'catalogue/products.test.ts',
    'GET /api/admin/products/rebate-off': 'catalogue/products.test.ts',
    'POST /api/admin/products/enable-rebate': 'catalogue/products.test.ts',
    'POST /api/admin/products/:id/skus/:skuId/stock': 'catalogue/products.test.ts',
    'GET /api/admin/categories': 'operators/audited.test.ts',
    'POST /api/admin/categories': 'catalogue/products.test.ts',
    'PUT /api/admin/categories/order': 'catalogue/products.test.ts',
    'PUT /api/admin/categories/:id': 'catalogue/search.test.ts',
    'DELETE /api/admin/categories/:id': 'catalogue/products.test.ts',
    'GET /api/desk/products': 'catalogue/desk.test.ts',
    'GET /api/desk/products/:id': 'catalogue/desk.test.ts',
    'POST /api/desk/products': 'catalogue/desk.test.ts',
    'PUT /api/desk/products/on-sale': 'catalogue/desk.test.ts',
    'PUT /api/desk/products/:id': 'catalogue/desk.test.ts',
    'POST /api/desk/products/:id/skus/:skuId/stock': 'catalogue/desk.test.ts',
    'GET /api/desk/proposals': 'catalogue/desk.test.ts',
    'GET /api/desk/proposals/:id': 'catalogue/desk.test.ts',
    'POST /api/desk/proposals': 'catalogue/desk.test.ts',
    'PUT /api/desk/proposals/:id': 'catalogue/desk.test.ts',
    'POST /api/desk/proposals/:id/submit': 'catalogue/desk.test.ts',
    'POST /api/desk/proposals/:id/take-back': 'catalogue/desk.test.ts',
    'DELETE /api/desk/proposals/:id': 'catalogue/desk.test.ts',
    'GET /api/admin/proposals': 'catalogue/desk.test.ts',
    'GET /api/admin/proposals/:id': 'catalogue/desk.test.ts',
    'POST /api/admin/proposals/:id/approve': 'catalogue/desk.test.ts',
    'POST /api/admin/proposals/:id/reject': 'catalogue/desk.test.ts',
    'GET /api/gifts': 'members/gifts.test.ts',
    'GET /api/gifts/:id': 'members/gifts.test.ts',
    'POST /api/gifts/:id/redeem': 'members/gifts.test.ts',
    'GET /api/gift-orders': 'members/gifts.test.ts',
    'GET /api/gift-orders/:id': 'members/gifts.test.ts',
    'POST /api/gift-orders/:id/cancel': 'members/gifts.test.ts',
    'POST /api/gift-orders/:id/receipt': 'members/gifts.test.ts',
    'GET /api/admin/gifts': 'members/adminGifts.test.ts',
    'POST /api/admin/gifts': 'members/adminGifts.test.ts',
    'PUT /api/admin/gifts/:id': 'members/adminGifts.test.ts',
    'GET /api/admin/gift-orders': 'members/adminGifts.test.ts',
    'GET /api/admin/gift-orders/:id': 'members/adminGifts.test.ts',
    'POST /api/admin/gift-orders/:id/ship': 'members/adminGifts.test.ts',
    'POST /api/admin/gift-orders/:id/cancel': 'members/adminGifts.test.ts',
  };
  expect(Object.keys(answered).sort()).toEqual(Object.keys(contract).sort());
});
