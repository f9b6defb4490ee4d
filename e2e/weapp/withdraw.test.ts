import type { WithdrawalId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { manualClock } from '../../server/src/clock';
import { operatorWith, type TestOperator } from '../../server/test/support/operators';
import { startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { findings, giveCash, WIDE } from '../../server/test/support/wallet';
import { callsOf, phonesOf, readText, toasts, type Phone } from './phone';

const PAGE = '/packages/wallet/withdraw/index';
const fields = { thing1: 'title', thing2: 'body' } as const;
const TEMPLATES = {
  ...{ withdrawalWaiting: 'template-waiting', withdrawalRejected: 'template-rejected' },
  withdrawalPaid: 'template-arrived',
};

let shop: TestShop;
let member: Person;
let members = 0;
const phoneOf = phonesOf(() => shop);

beforeAll(async () => {
  const messageTemplates = Object.fromEntries(
    Object.entries(TEMPLATES).map(([kind, id]) => [kind, { id, fields }]),
  );
  shop = await startTestShop({
    ...{ clock: manualClock(new Date()), config: { wechat: { messageTemplates } } },
    services: ['web', 'worker', 'scheduler', 'simulator'],
    tickMs: 20,
  });
  await shop.publish({ withdrawal: WIDE });
});
afterAll(() => shop?.stop());

/** Everybody has ¥123.45. */
beforeEach(async () => {
  member = await shop.signIn(`weapp-payee-${(members += 1)}`);
  await giveCash(shop, member.id, 12_345);
});
afterEach(async () => {
  shop.simulator.behave();
  expect(await findings(shop)).toEqual([]);
});

const withdrawals = () => shop.db.withdrawals.findAll({ where: { memberId: member.id } });

async function ask(phone: Phone, yuan: string): Promise<void> {
  await phone.open(PAGE);
  await phone.input('t-amount', yuan);
  await phone.tap('t-withdraw');
}

const until = (phone: Phone, className: string, text: string): Promise<boolean> =>
  phone.until(
    () => phone.all(className).length > 0 && phone.text().includes(text),
    `«${text}» in .${className}`,
  );

describe('a withdrawal in WeChat', () => {
  test('is asked for, left unconfirmed, opened again with the same package, confirmed, and arrives', async () => {
    const phone = phoneOf(member.openid);
    await ask(phone, '20');
    expect(await readText(phone, 't-withdrawal-amount')).toBe('¥20.00');

    phone.person.takesTransfer = 'cancel';
    await phone.tap('t-confirm-withdrawal');
    await phone.until(() => toasts(phone).includes('还没有确认收款，可以再点一次'), 'the calm word');
    await phone.back();
    await phone.open(PAGE);
    phone.person.takesTransfer = 'confirm';
    await phone.tap('t-confirm-withdrawal');
    await until(phone, 't-withdrawal-row-state', '已到账');
    expect(await readText(phone, 't-most')).toBe('¥103.45');

    const opened = callsOf(phone, 'requestMerchantTransfer').map(({ options }) => options);
    expect(opened).toHaveLength(2);
    const { mchid, appid } = shop.context.wechat;
    expect(opened[0]).toMatchObject({ mchId: mchid, appId: appid, package: opened[1]?.['package'] });
    expect(await withdrawals()).toMatchObject([{ state: 'paid', amountFen: 2_000 }]);
  });

  test('that WeChat Pay fails to make gives the money back, and says so', async () => {
    shop.simulator.misbehave({ on: 'transfer', fault: 'FAIL' });
    const phone = phoneOf(member.openid);
    await ask(phone, '20');
    await phone.until(
      () => phone.all('t-open-withdrawal').length > 0 || phone.all('t-withdrawal').length > 0,
      'it',
    );
    if (phone.all('t-confirm-withdrawal').length > 0) await phone.tap('t-confirm-withdrawal');
    await until(phone, 't-withdrawal-row-state', '未成功，已退回余额');
    expect(await readText(phone, 't-most')).toBe('¥123.45');
    expect(callsOf(phone, 'requestMerchantTransfer')).toEqual([]);
  });

  test('whose page WeChat does not open stays to be confirmed', async () => {
    const phone = phoneOf(member.openid);
    phone.person.takesTransfer = 'fail';
    await ask(phone, '20');
    await phone.tap('t-confirm-withdrawal');
    await phone.until(() => toasts(phone).includes('没有打开收款确认，请再试一次'), 'the calm word');
    expect(phone.all('t-confirm-withdrawal')).toHaveLength(1);
  });

  test('by a WeChat that is too old for it asks for a newer one', async () => {
    const phone = phoneOf(member.openid, { lacks: ['requestMerchantTransfer'] });
    await ask(phone, '20');
    await phone.tap('t-confirm-withdrawal');
    await phone.until(() => toasts(phone).some((said) => said.includes('更新到最新版')), 'the reason');
  });

  test('whose answer was lost is asked for again under the same key, and made once', async () => {
    const phone = phoneOf(member.openid);
    phone.network.mishaps.push({ method: 'POST', path: '/api/me/withdrawals', fault: 'lost' });
    await phone.open(PAGE);
    await phone.input('t-amount', '30');
    await phone.tap('t-withdraw');
    await phone.until(() => toasts(phone).length > 0, 'that there was no answer');
    // The page asks anew how things stand; what was asked for is there.
    await phone.until(() => phone.all('t-open-withdrawal').length > 0, 'the withdrawal');
    expect(await withdrawals()).toHaveLength(1);
  });

  test('is taken back before it is confirmed, and the money returns', async () => {
    const phone = phoneOf(member.openid);
    await ask(phone, '20');
    phone.person.agrees = false;
    await phone.tap('t-cancel-withdrawal');
    expect(phone.all('t-open-withdrawal')).toHaveLength(1);
    phone.person.agrees = true;
    await phone.tap('t-cancel-withdrawal');
    await until(phone, 't-withdraw-form', '¥123.45');
  });
});

describe('a withdrawal above what is paid without a look', () => {
  let reviewer: TestOperator;
  beforeAll(async () => {
    await shop.publish({ withdrawal: { ...WIDE, reviewAboveFen: fen(5_000) } });
    reviewer = await operatorWith(shop, 'finance');
  });

  /** Asks for ¥100 and sees that somebody has to look at it. */
  async function askForMuch(): Promise<{ phone: Phone; id: WithdrawalId }> {
    const phone = phoneOf(member.openid);
    await ask(phone, '100');
    expect(await readText(phone, 't-withdrawal-state')).toBe('审核中');
    expect(phone.all('t-confirm-withdrawal')).toEqual([]);
    const [row] = await withdrawals();
    if (row === undefined) throw new Error('no withdrawal was made');
    return { phone, id: row.id };
  }

  test('is approved, told of, and only then confirmed in WeChat', async () => {
    const { phone, id } = await askForMuch();
    await phone.until(() => phone.all('t-remind').length > 0, 'the offer of a reminder');
    await phone.tap('t-remind');
    expect(callsOf(phone, 'requestSubscribeMessage').map(({ options }) => options['tmplIds'])).toEqual([
      ['template-waiting', 'template-rejected', 'template-arrived'],
    ]);
    await reviewer.call('POST /api/admin/withdrawals/:id/approve', { params: { id }, body: {} });
    const sent = () => shop.simulator.box.state.sentMessages.filter(({ openid }) => openid === member.openid);
    await phone.until(
      () => sent().some(({ templateId }) => templateId === 'template-waiting'),
      'the message that it is to be confirmed',
    );
    phone.page().tell('onPullDownRefresh');
    await phone.tap('t-confirm-withdrawal');
    await until(phone, 't-withdrawal-row-state', '已到账');
    expect(await readText(phone, 't-most')).toBe('¥23.45');
    expect(callsOf(phone, 'requestMerchantTransfer')).toHaveLength(1);
  });

  test('is refused: the money is back, and the reason can be read', async () => {
    const { phone, id } = await askForMuch();
    await reviewer.call('POST /api/admin/withdrawals/:id/reject', {
      ...{ params: { id }, body: { reason: '与近期退款有关，请联系客服' } },
    });
    phone.page().tell('onPullDownRefresh');
    await until(phone, 't-withdrawal-row-state', '与近期退款有关，请联系客服');
    expect(await readText(phone, 't-most')).toBe('¥123.45');
    expect(await withdrawals()).toMatchObject([{ state: 'rejected', amountFen: 10_000 }]);
    expect(callsOf(phone, 'requestMerchantTransfer')).toEqual([]);
  });
});
