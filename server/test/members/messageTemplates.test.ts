import { MESSAGE_KINDS } from '@paifan/shared/texts/messageKinds';
import { announcementSchema } from '../../src/settle/announcements';
import { orderAnnouncementSchema } from '../../src/usecases/messages/announce';
import { proposalAnnouncementSchema } from '../../src/usecases/catalogue/announcements';
import { memberAnnouncementSchema } from '../../src/usecases/members/announcements';
import { merchantAnnouncementSchema } from '../../src/usecases/merchants/announcements';
import { payableAnnouncementSchema } from '../../src/usecases/payables/announcements';
import { walletAnnouncementSchema } from '../../src/usecases/wallet/announcements';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const fields = { thing1: 'title' } as const;

let shop: TestShop;
let owner: TestOperator;
beforeAll(async () => {
  const messageTemplates = { orderPaid: { id: 'configured', fields } };
  shop = await startTestShop({ config: { wechat: { messageTemplates } } });
  owner = await operatorWith(shop, 'owner');
});
afterAll(() => shop.stop());

test('every kind of message that the shop sends has a name, and no other', () => {
  const kinds = [
    ...announcementSchema.options,
    ...orderAnnouncementSchema.options,
    ...memberAnnouncementSchema.options,
    ...merchantAnnouncementSchema.options,
    ...payableAnnouncementSchema.options,
    ...proposalAnnouncementSchema.options,
    ...walletAnnouncementSchema.options,
  ].map(({ shape }) => shape.kind.value);
  expect(Object.keys(MESSAGE_KINDS).sort()).toEqual(kinds.sort());
});

const put = (kind: string, templateId: string | null) =>
  owner.call('PUT /api/admin/message-templates/:kind', {
    params: { kind },
    body: { templateId, fields },
  });
const inUse = async () => (await shop.anyone.call('GET /api/message-templates')).items;

test('what is configured is used until an operator sets something else', async () => {
  expect(await inUse()).toEqual([{ kind: 'orderPaid', templateId: 'configured' }]);
  expect((await owner.call('GET /api/admin/message-templates')).items).toEqual([
    { kind: 'orderPaid', templateId: 'configured', fields, source: 'configuration' },
  ]);
  expect(await put('orderPaid', 'set-here')).toMatchObject({ templateId: 'set-here', source: 'console' });
  expect(await inUse()).toEqual([{ kind: 'orderPaid', templateId: 'set-here' }]);
  await put('orderPaid', null);
  expect(await inUse()).toEqual([]);
});

test('a message goes out by the template that an operator set', async () => {
  await put('orderPaid', 'by-the-console');
  const member = await shop.signIn('told-by-wechat');
  shop.simulator.payer.acceptSubscription(member.openid, ['by-the-console']);
  await shop.buy(member, mall(await shop.addProduct()));
  const sent = shop.simulator.box.state.sentMessages.map(({ templateId, data }) => [templateId, data]);
  expect(sent).toEqual([['by-the-console', { thing1: '支付成功' }]]);
});

test('a keyword that is none of WeChat’s is refused', async () => {
  const body = { templateId: 'x', fields: { 'thing 1': 'title' as const } };
  expect(
    await owner.fail('PUT /api/admin/message-templates/:kind', { params: { kind: 'joined' }, body }),
  ).toMatchObject({ status: 400, code: 'bad_request' });
});

describe('what members were told', () => {
  type Filter = Readonly<Record<string, string>>;
  let clerk: TestOperator;
  let told: Person;
  let orders: string[];
  const list = async (filter: Filter = {}) =>
    (await clerk.call('GET /api/admin/messages', { query: { memberId: told.id, ...filter } })).items;
  const buyOne = async () => (await shop.buy(told, mall(await shop.addProduct()))).no;
  const accept = () => shop.simulator.payer.acceptSubscription(told.openid, ['by-the-console']);

  beforeAll(async () => {
    told = await shop.signIn('asked-about');
    await put('orderPaid', 'by-the-console');
    accept();
    orders = [await buyOne()];
    await told.call('POST /api/me/messages/read');
    shop.clock.advance(86_400_000);
    [owner, clerk] = [await operatorWith(shop, 'owner'), await operatorWith(shop, 'service')];
    orders.push(await buyOne());
    shop.simulator.misbehave({
      ...{ on: 'api', fault: 'error', path: '/cgi-bin/message', status: 200, code: '47003', times: 1 },
    });
    orders.push(await buyOne());
  });

  test('stands with its text, whether it was read, and what WeChat made of it', async () => {
    const [refused, unwanted, sent] = await list({ kind: 'orderPaid' });
    expect(sent).toMatchObject({
      ...{ member: { id: told.id }, title: '支付成功', orderNo: orders[0] },
      body: expect.stringContaining(orders[0] ?? ''),
      readAt: expect.any(String),
      wechat: {
        ...{ state: 'sent', tries: 1, error: null, nextTryAt: null, askedAt: sent?.at },
        letter: {
          templateId: 'by-the-console',
          page: `packages/orders/detail/index?no=${orders[0]}`,
          data: { thing1: '支付成功' },
        },
      },
    });
    expect(unwanted).toMatchObject({
      ...{ orderNo: orders[1], readAt: null },
      wechat: { state: 'notAccepted', tries: 1, error: null },
    });
    expect(refused).toMatchObject({
      orderNo: orders[2],
      wechat: { state: 'failed', tries: 1, error: expect.stringMatching(/^47003/), nextTryAt: null },
    });
    expect(await list({ kind: 'joined' })).toMatchObject(
      orders.map(() => ({ title: '已加入排队返利', wechat: { state: 'none', tries: 0, letter: null } })),
    );
  });

  test.each<[string, Filter, number]>([
    ['everything', {}, 6],
    ['one state', { wechat: 'none' }, 3],
    ['one kind and state', { kind: 'orderPaid', wechat: 'sent' }, 1],
    ['a kind that never went to WeChat', { kind: 'joined', wechat: 'sent' }, 0],
    ['the first day', { to: '2026-03-02' }, 2],
    ['the second day', { from: '2026-03-03', to: '2026-03-03' }, 4],
    ['a day before the shop', { to: '2026-01-01' }, 0],
    ['a day to come', { from: '2027-01-01' }, 0],
    ['one kind of one day', { kind: 'joined', from: '2026-03-03' }, 2],
  ])('is found by %s', async (_, filter, count) => {
    expect(await list(filter)).toHaveLength(count);
    const ofAll = await clerk.call('GET /api/admin/messages', { query: filter });
    expect(ofAll.items.filter(({ member }) => member.id === told.id)).toHaveLength(count);
  });

  test('is read page by page', async () => {
    const all = (await list()).map(({ id }) => id);
    const first = await clerk.call('GET /api/admin/messages', { query: { memberId: told.id, limit: '4' } });
    const query = { memberId: told.id, limit: '4', cursor: first.next ?? '' };
    const rest = await clerk.call('GET /api/admin/messages', { query });
    expect(rest.next).toBeNull();
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all);
  });

  test('waits when somebody wants it tried again, and tells what came of that; without a template it stays in the inbox', async () => {
    const retry = async (id: string) => {
      await owner.call('POST /api/admin/system/outbox/:id/retry', { params: { id } });
      const waiting = await list({ wechat: 'waiting' });
      await shop.settle();
      return waiting;
    };
    const latest = async () => (await list({ kind: 'orderPaid', limit: '1' }))[0];
    const failed = await latest();
    accept();
    expect(await retry(failed?.outboxId ?? '')).toMatchObject([{ id: failed?.id }]);
    expect(await latest()).toMatchObject({
      id: failed?.id,
      wechat: { state: 'sent', tries: 1, error: null },
    });

    shop.simulator.misbehave({
      ...{ on: 'api', fault: 'error', path: '/cgi-bin/message', status: 200, code: '40037', times: 1 },
    });
    await buyOne();
    await put('orderPaid', null);
    const again = await latest();
    expect(again).toMatchObject({ wechat: { state: 'failed' } });
    await retry(again?.outboxId ?? '');
    expect(await latest()).toMatchObject({ id: again?.id, wechat: { state: 'none' } });
  });
});
