import { manualClock } from '../../server/src/clock';
import { startTestShop, type TestShop } from '../../server/test/support/shop';
import { standInLine } from '../support/longLine';
import { openStockedShop } from '../support/shop';
import { callsOf, chooseProduct, phonesOf, readText, waitForPage, type Phone } from './phone';

const KB = 1024;
/** WeChat advises against more at once: the logic and the view are two processes, and all of it is written as text between them. */
const MOST_AT_ONCE = 256 * KB;
/** While a finger scrolls, a payload has to arrive within a few frames; on a slow phone a kilobyte takes some tenth of a millisecond. */
const MOST_WHILE_SCROLLING = 64 * KB;

const ENTRIES = 1_000;
const LINES = 20;

let shop: TestShop;
const phoneOf = phonesOf(() => shop);
afterEach(() => shop?.stop());

const kb = (bytes: number): string => `${(bytes / KB).toFixed(1)} kB`;
const show = (what: string, payloads: Phone['setData']['payloads']): void => {
  const sizes = payloads.map(({ bytes }) => bytes);
  const sum = sizes.reduce((total, bytes) => total + bytes, 0);
  process.stdout.write(
    `setData, ${what}: ${sizes.length} payloads, ${kb(sum)} in all, largest ${kb(Math.max(0, ...sizes))}\n`,
  );
};
const largest = (payloads: Phone['setData']['payloads']): number =>
  Math.max(0, ...payloads.map(({ bytes }) => bytes));

test('from the home page over the payment to the line, no payload is larger than WeChat advises', async () => {
  shop = await openStockedShop();
  const phone = phoneOf('weapp-weighed');
  await chooseProduct(phone, '青瓷茶杯');
  await phone.tap('t-pay');
  await waitForPage(phone, 'packages/shop/result/index');
  await readText(phone, 't-place');
  await phone.tap('t-to-line');
  await waitForPage(phone, 'pages/line/index');
  await phone.tap('t-entry');
  await waitForPage(phone, 'packages/line/history/index');
  await readText(phone, 't-entry-rewarded');

  for (const route of new Set(phone.setData.payloads.map((payload) => payload.route)))
    show(
      route,
      phone.setData.payloads.filter((payload) => payload.route === route),
    );
  expect(largest(phone.setData.payloads)).toBeLessThan(MOST_AT_ONCE);
});

test('scrolling through a thousand entries and back, every payload is small, and what is far is not drawn', async () => {
  shop = await startTestShop({ clock: manualClock(new Date()) });
  const member = await shop.signIn('weapp-thousand');
  await standInLine(shop, member, ENTRIES);
  const phone = phoneOf(member.openid);
  await phone.switchTab('pages/line/index');
  await phone.tap('t-filter-all');
  const rows = () => phone.all('t-entry').length;
  await phone.until(() => rows() > 0, 'the first entries');
  const before = phone.setData.payloads.length;
  const chunks = () => [...phone.watched];
  const heights = LINES * 120;
  const payloads = () => phone.setData.payloads.length;

  let most = 0;
  /** Drawing it all takes its time; what is not taken away is still there some stretches later. */
  const count = async (at: number): Promise<void> => {
    if (at % 5 > 0) return;
    await phone.until(() => rows() <= 80, 'no more than what is near');
    most = Math.max(most, rows());
  };
  while (chunks().length * LINES < ENTRIES) {
    const known = chunks().length;
    phone.page().tell('onReachBottom');
    await phone.until(() => chunks().length > known, 'more entries');
    // What lies three stretches above has left the screen, and its surroundings.
    const [sent, far] = [payloads(), chunks().at(-4)];
    far?.tell(false, heights);
    if (far !== undefined) await phone.until(() => payloads() > sent, 'what is far to be taken away');
    await count(known);
  }
  expect(phone.text()).toContain('已经到底了');
  const down = phone.setData.payloads.slice(before);
  show(`scrolling down ${ENTRIES} entries`, down);

  const turned = payloads();
  for (let at = chunks().length - 4; at >= 0; at -= 1) {
    const sent = payloads();
    chunks()[at]?.tell(true, heights);
    chunks()[at + 3]?.tell(false, heights);
    await phone.until(() => payloads() > sent, 'what has come near, in place of what is far');
    await count(at);
  }
  const up = phone.setData.payloads.slice(turned);
  show('scrolling back up', up);
  process.stdout.write(`rows drawn at the same time: at most ${most}\n`);

  expect(up.length).toBeGreaterThanOrEqual(chunks().length - 3);
  expect(largest([...down, ...up])).toBeLessThan(MOST_WHILE_SCROLLING);
  expect(callsOf(phone, 'request').length).toBeLessThan(ENTRIES / 10);
}, 300_000);
