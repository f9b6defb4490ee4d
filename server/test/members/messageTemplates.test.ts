import { MESSAGE_KINDS } from '@paifan/shared/texts/messageKinds';
import { announcementSchema } from '../../src/settle/announcements';
import { orderAnnouncementSchema } from '../../src/usecases/messages/announce';
import { proposalAnnouncementSchema } from '../../src/usecases/catalogue/announcements';
import { memberAnnouncementSchema } from '../../src/usecases/members/announcements';
import { merchantAnnouncementSchema } from '../../src/usecases/merchants/announcements';
import { payableAnnouncementSchema } from '../../src/usecases/payables/announcements';
import { walletAnnouncementSchema } from '../../src/usecases/wallet/announcements';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type TestShop } from '../support/shop';

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
