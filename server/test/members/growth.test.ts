import { memberScene, merchantScene } from '@paifan/shared/members/scenes';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { inviterOfScene, recruiterOfScene } from '../../src/usecases/growth/scenes';
import { asking, refund } from '../support/afterSale';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { giveCash } from '../support/wallet';

let shop: TestShop;
let people = 0;
const DIRECT = { referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 2 } };
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
  await shop.publish(DIRECT);
});
afterAll(() => shop.stop());

const newcomer = (scene?: string): Promise<Person> => shop.signIn(`growing-${(people += 1)}`, scene);
const rewardsOf = async (person: Person) => (await person.call('GET /api/me/rewards')).items;
const buy = async (person: Person): Promise<string> =>
  (await shop.buy(person, mall(await shop.addProduct({ priceFen: fen(20_000), title: '龙井茶' })))).no;

describe('rewards', () => {
  test('say why they are not there yet, from the payment to the release', async () => {
    const inviter = await newcomer();
    const guest = await newcomer(inviter.inviteCode);
    const no = await buy(guest);
    expect(await rewardsOf(inviter)).toMatchObject([
      {
        kind: 'direct',
        kindText: '直推奖励',
        amountFen: 1_000,
        ratio: '0.05',
        state: 'frozen',
        reason: 'orderNotCompleted',
        reasonText: '订单完成后开始计算冻结期',
        releasesAt: null,
        title: '龙井茶',
        buyer: '微**',
      },
    ]);
    await guest.call('POST /api/orders/:no/receipt', { params: { no } });
    await shop.settle();
    const [frozen] = await rewardsOf(inviter);
    expect(frozen).toMatchObject({ reason: 'freezing', releasesAt: expect.any(String) });
    expect(frozen?.reasonText).toMatch(/^订单已完成，冻结至 \d{4}-\d\d-\d\d \d\d:\d\d$/);
    shop.clock.advance(2 * 86_400_000);
    await shop.shop.scheduler.runJob('releaseRewards');
    expect(await rewardsOf(inviter)).toMatchObject([{ state: 'released', reason: null, reduced: false }]);
    expect(await rewardsOf(guest)).toEqual([]);
  });

  test('that a refund made smaller or took away say so', async () => {
    const inviter = await newcomer();
    const guest = await newcomer(inviter.inviteCode);
    const [part, whole] = [await buy(guest), await buy(guest)];
    await refund(shop, guest, part, asking(10_000));
    await refund(shop, guest, whole, asking(20_000));
    const { items } = await inviter.call('GET /api/me/messages');
    const reduced = items.filter(({ kind }) => kind === 'rewardReduced');
    expect(reduced.map(({ title, body }) => [title, /¥[\d.]+/.exec(body)?.[0]])).toEqual([
      ['直推奖励有调整', '¥0.00'],
      ['直推奖励有调整', '¥5.00'],
    ]);
    expect(await rewardsOf(inviter)).toMatchObject([
      { amountFen: 0, state: 'cancelled', reason: 'refunded', reasonText: '订单已退款，奖励已取消' },
      { amountFen: 500, state: 'frozen', reduced: true, reason: 'orderNotCompleted' },
    ]);
  });

  test('hide who bought where the display switch says so', async () => {
    const inviter = await newcomer();
    await buy(await newcomer(inviter.inviteCode));
    await shop.publish({ ...DIRECT, showMember: false });
    expect(await rewardsOf(inviter)).toMatchObject([{ buyer: null, title: '龙井茶' }]);
    await shop.publish(DIRECT);
  });

  test('of dividends are listed apart, page by page', async () => {
    const holder = await newcomer();
    for (const amount of [100, 200, 300]) await giveCash(shop, holder.id, amount);
    const first = await holder.call('GET /api/me/rewards', { query: { from: 'dividends', limit: '2' } });
    expect(first.items.map(({ kindText, amountFen }) => [kindText, amountFen])).toEqual([
      ['股东分红', 300],
      ['股东分红', 200],
    ]);
    const rest = await holder.call('GET /api/me/rewards', {
      query: { from: 'dividends', cursor: first.next ?? '' },
    });
    expect(rest).toMatchObject({ items: [{ amountFen: 100, state: 'released' }], next: null });
  });

  test('a cursor that is not one of ours gives a page, no error', async () => {
    const inviter = await newcomer();
    for (const from of ['orders', 'dividends'])
      expect(await inviter.call('GET /api/me/rewards', { query: { from, cursor: "1' OR 1" } })).toEqual({
        items: [],
        next: null,
      });
  });
});

test('invitees show who has bought, and what came of it', async () => {
  const inviter = await newcomer();
  const buyer = await newcomer(inviter.inviteCode);
  const looker = await newcomer(inviter.inviteCode);
  const no = await buy(buyer);
  await buy(buyer);
  const list = async () =>
    (await inviter.call('GET /api/me/invitees')).items.map(({ id, hasBought, rewardFen }) => [
      id,
      hasBought,
      rewardFen,
    ]);
  expect(await list()).toEqual([
    [looker.id, false, 0],
    [buyer.id, false, 2_000],
  ]);
  await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
  await shop.shop.scheduler.runJob('recomputeLevels');
  expect((await list())[1]).toEqual([buyer.id, true, 2_000]);
});

describe('an invitation', () => {
  const signIn = async (openid: string, scene: string, hoursAgo: number) => {
    const scannedAt = new Date(shop.clock.now().getTime() - hoursAgo * 3_600_000).toISOString();
    const body = { code: shop.simulator.payer.loginCode(openid), scene, scannedAt };
    const { member } = await shop.anyone.call('POST /api/session', { body });
    return (await shop.db.members.findByPk(member.id, { rejectOnEmpty: true })).inviterId;
  };

  test('is good for as many hours after the scan as the setting says, or without end', async () => {
    const inviter = await newcomer();
    expect(await signIn('late-without-end', inviter.inviteCode, 1_000)).toBe(inviter.id);
    await shop.publish({ ...DIRECT, inviteValidHours: 24 });
    expect(await signIn('in-time', inviter.inviteCode, 24)).toBe(inviter.id);
    expect(await signIn('too-late', inviter.inviteCode, 25)).toBeNull();
    await shop.publish(DIRECT);
  });

  test('by the code for merchants binds the inviter too, and names who recruits', async () => {
    const inviter = await newcomer();
    const scene = merchantScene(inviter.inviteCode);
    expect(await signIn('came-as-merchant', scene, 0)).toBe(inviter.id);
    expect(await recruiterOfScene(shop.db, scene)).toBe(inviter.id);
    expect(await inviterOfScene(shop.db, scene)).toBe(inviter.id);
    expect(await recruiterOfScene(shop.db, memberScene(inviter.inviteCode))).toBeNull();
    expect(await recruiterOfScene(shop.db, merchantScene('ZZZZZZZZ'))).toBeNull();
    expect(await recruiterOfScene(shop.db, "r.' OR 1=1")).toBeNull();
    const picture = await inviter.call('GET /api/me/recruit-code.png');
    expect(Buffer.from(picture).subarray(1, 4).toString()).toBe('PNG');
  });

  test('by the code for merchants: what that is rewarded with, and when, is told beforehand', async () => {
    const told = async () => {
      const { recruitmentRatio, rewardFreezeDays } = await shop.anyone.call('GET /api/features');
      return [recruitmentRatio, rewardFreezeDays];
    };
    expect(await told()).toEqual(['0', 2]);
    await shop.publish({ ...DIRECT, recruitment: { ratio: ratio('0.15') } });
    expect(await told()).toEqual(['0.15', 2]);
    await shop.publish(DIRECT);
  });

  test('never makes a circle: who is here already is not bound any more', async () => {
    const first = await newcomer();
    const second = await newcomer(first.inviteCode);
    const third = await newcomer(second.inviteCode);
    expect(await signIn(first.openid, third.inviteCode, 0)).toBeNull();
    expect(await signIn(second.openid, third.inviteCode, 0)).toBe(first.id);
  });

  test('has a poster with the texts of the settings', async () => {
    const inviter = await newcomer();
    await shop.publish({ ...DIRECT, inviteTitle: '来逛老街', inviteText: '街坊常来的小店' });
    expect(await inviter.call('GET /api/me/invite-poster')).toMatchObject({
      title: '来逛老街',
      text: '街坊常来的小店',
      inviteCode: inviter.inviteCode,
      codePath: '/api/me/invite-code.png',
      sharePath: `/pages/home/index?scene=${inviter.inviteCode}`,
      validHours: 0,
    });
    await shop.publish(DIRECT);
  });
});
