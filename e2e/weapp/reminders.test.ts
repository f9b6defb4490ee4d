import { ratio } from '@paifan/shared/money/ratio';
import { openStockedShop, type TestShop } from '../support/shop';
import { mall } from '../../server/test/support/shop';
import { callsOf, chooseProduct, phonesOf, readText, toasts, waitForPage, type Phone } from './phone';

const fields = { thing1: 'title', thing2: 'body' } as const;
const TEMPLATES = {
  ...{ orderPaid: 'template-paid', parcelSent: 'template-sent' },
  ...{ rewarded: 'template-rewarded', done: 'template-done' },
};

let shop: TestShop;
const phoneOf = phonesOf(() => shop);

beforeAll(async () => {
  const messageTemplates = Object.fromEntries(
    Object.entries(TEMPLATES).map(([kind, id]) => [kind, { id, fields }]),
  );
  shop = await openStockedShop({ config: { wechat: { messageTemplates } } });
});
afterAll(() => shop?.stop());

async function buy(phone: Phone, title: string): Promise<void> {
  await phone.switchTab('pages/home/index');
  await chooseProduct(phone, title);
  await phone.tap('t-pay');
  await waitForPage(phone, 'packages/shop/result/index');
  await readText(phone, 't-place');
}

/** The offer comes with the templates, which are asked for once. */
const offered = (phone: Phone): Promise<boolean> =>
  phone.until(() => phone.all('t-remind').length > 0, 'the offer of reminders');

describe('after paying, reminders are offered', () => {
  test('and who accepts gets the message when the next order pays them', async () => {
    const phone = phoneOf('weapp-reminded');
    await buy(phone, '青瓷茶杯');
    await offered(phone);
    expect(callsOf(phone, 'requestSubscribeMessage')).toEqual([]);
    await phone.tap('t-remind');
    await phone.until(() => toasts(phone).some((said) => said.includes('微信告诉你')), 'that it is noted');
    expect(phone.all('t-remind')).toEqual([]);
    // What has just been told is not asked for.
    expect(callsOf(phone, 'requestSubscribeMessage')[0]?.options['tmplIds']).toEqual([
      ...[TEMPLATES.rewarded, TEMPLATES.parcelSent, TEMPLATES.done],
    ]);

    await buy(phoneOf('weapp-next'), '土蜂蜜 500 g');
    const sent = () =>
      shop.simulator.box.state.sentMessages.filter(({ openid }) => openid === 'weapp-reminded');
    await phone.until(
      () => sent().some(({ templateId }) => templateId === TEMPLATES.rewarded),
      'the message',
    );
  });

  test.each(['reject', 'ban', 'switchedOff'] as const)(
    'and who says no (%s) hears nothing, and is not asked again after the next order',
    async (answer) => {
      const phone = phoneOf(`weapp-${answer}`);
      phone.person.reminders = answer;
      await buy(phone, '手工挂面 900 g');
      await offered(phone);
      const before = toasts(phone).length;
      await phone.tap('t-remind');
      await phone.until(() => phone.all('t-remind').length === 0, 'the offer to be gone');
      expect(toasts(phone)).toHaveLength(before);

      await buy(phone, '手工挂面 900 g');
      await phone.until(() => phone.text().includes('查看我的'), 'the result');
      expect(phone.all('t-remind')).toEqual([]);
      expect(callsOf(phone, 'requestSubscribeMessage')).toHaveLength(1);
    },
  );
});

test('after a draw they are offered too', async () => {
  await shop.publish({
    mallSharesQueue: false,
    lottery: {
      type: 'fixed',
      prizes: [
        { ratio: ratio('0.8'), weight: 3 },
        { ratio: ratio('1.5'), weight: 1 },
      ],
    },
  });
  const member = await shop.signIn('weapp-drawer');
  const cup = await shop.db.products.findOne({ where: { title: '青瓷茶杯' }, rejectOnEmpty: true });
  const { no } = await shop.place(member, mall(cup.id));
  await shop.pay(member, no);
  const phone = phoneOf(member.openid);
  const entry = async () =>
    (await member.call('GET /api/orders/:no', { params: { no } })).lines[0]?.entry?.id;
  let id: string | undefined;
  for (let attempt = 0; id === undefined && attempt < 100; attempt += 1) {
    id = await entry();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await phone.open(`/packages/line/draw/index?id=${id}`);
  await phone.tap('t-do-draw');
  await readText(phone, 't-draw-ratio');
  await phone.until(() => {
    phone.page().tell('onPullDownRefresh');
    return phone.all('t-remind').length > 0;
  }, 'the offer of reminders');
});
