import { randomUUID } from 'node:crypto';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import type { DividendId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { runChecks } from '../../src/db/checks';
import { execute } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import { operatorWith, signedIn, type TestOperator } from '../support/operators';
import { startTestShop, type Person, type TestShop } from '../support/shop';

/* A dividend: one operator prepares it, another approves it. Ann's level weighs twice Bob's. */

let shop: TestShop;
let owner: TestOperator;
let finance: TestOperator;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await operatorWith(shop, 'owner');
  finance = await operatorWith(shop, 'finance');
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
  await shop.publish({ dividend: { weights: { gold: 2, silver: 1 } } });
  await setLevel(ann, 'gold');
  await setLevel(bob, 'silver');
});
afterEach(async () => expect(await runChecks(shop.db)).toEqual([]));
afterAll(() => shop.stop());

const setLevel = (who: Person, level: string | null) =>
  shop.db.members.update({ level }, { where: { id: who.id } });
const cashOf = async (who: Person): Promise<number> => (await who.call('GET /api/me/wallet')).availableFen;
const preview = (amountFen: number) =>
  owner.call('GET /api/admin/dividends/preview', { query: { amountFen: String(amountFen) } });

type Wanted = BodyInputOf<'POST /api/admin/dividends'>;
const wanted = (name: string, amountFen: number, paidFen: number): Wanted => ({
  ...{ name, amountFen, expectedPaidFen: fen(paidFen), confirmed: true },
});
const keyed = (body: Wanted, key: string = randomUUID()) => ({ body, headers: { 'Idempotency-Key': key } });

/** Prepares it as the preview says. */
async function prepare(name: string, amountFen: number): Promise<DividendId> {
  const { paidFen } = await preview(amountFen);
  return (await finance.call('POST /api/admin/dividends', keyed(wanted(name, amountFen, paidFen)))).id;
}
const approve = (by: Pick<TestOperator, 'send'>, id: DividendId, paidFen: number) =>
  by.send('POST /api/admin/dividends/:id/approve', {
    params: { id },
    body: { expectedPaidFen: fen(paidFen), confirmed: true },
  });
const reject = (by: Pick<TestOperator, 'send'>, id: DividendId) =>
  by.send('POST /api/admin/dividends/:id/reject', { params: { id }, body: { note: '期间写错了' } });
const refused = (code: string, status = 409) => ({ status, body: { code } });

test('it is previewed and prepared, and nothing moves; once another approves it is paid, told of, and the rest carries', async () => {
  expect(await preview(1_000)).toEqual({
    amountFen: 1_000,
    restBeforeFen: 0,
    paidFen: 999,
    restAfterFen: 1,
    members: 2,
    levels: [
      { level: 'gold', weight: 2, members: 1, eachFen: 666 },
      { level: 'silver', weight: 1, members: 1, eachFen: 333 },
    ],
    largest: [
      { memberId: ann.id, amountFen: 666 },
      { memberId: bob.id, amountFen: 333 },
    ],
  });
  const id = await prepare('三月', 1_000);
  expect((await owner.call('GET /api/admin/solvency')).needsPerson.dividends).toBe(1);
  expect(await cashOf(ann)).toBe(0);
  const paid = await approve(owner, id, 999);
  expect(paid).toMatchObject({
    status: 200,
    body: {
      ...{ name: '三月', state: 'paid', amountFen: 1_000, paidFen: 999, restAfterFen: 1, members: 2 },
      ...{ requestedBy: { id: finance.id }, decidedBy: { id: owner.id } },
    },
  });
  expect([await cashOf(ann), await cashOf(bob)]).toEqual([666, 333]);
  expect((await owner.call('GET /api/admin/solvency')).needsPerson.dividends).toBe(0);
  await shop.settle();
  expect((await ann.call('GET /api/me/messages')).items[0]).toMatchObject({ title: '分红到账' });
  expect(await preview(2)).toMatchObject({ restBeforeFen: 1, paidFen: 3 });
  const { items } = await owner.call('GET /api/admin/audit', { query: { subject: `dividend:${id}` } });
  expect(items).toMatchObject([
    {
      action: 'dividend.paid',
      before: { state: 'requested', requestedBy: finance.id, paidFen: 999 },
      after: { state: 'paid', name: '三月', amountFen: 1_000, paidFen: 999, members: 2, restAfterFen: 1 },
    },
    { action: 'dividend.requested', before: null, after: { name: '三月', paidFen: 999 } },
  ]);
});

test('who prepared it may not approve it, nor from another session; the database refuses it, too', async () => {
  const id = await prepare('自己的', 300);
  const again = await signedIn(shop, finance.id);
  for (const by of [finance, again])
    expect(await approve(by, id, 300)).toMatchObject(refused('second_person_needed'));
  const byHand = inTransaction(shop.db, (tx) =>
    execute(
      tx,
      "UPDATE dividends SET state = 'paid', decided_by_id = requested_by_id, decided_at = requested_at WHERE id = ?",
      [id],
    ),
  );
  await expect(byHand).rejects.toThrow(/dividends_two_persons/);
  expect((await reject(finance, id)).status).toBe(200);
});

test('it is split by the levels of the moment: who approves confirms the numbers of then', async () => {
  const before = await cashOf(bob);
  const id = await prepare('四月', 1_001);
  await setLevel(ann, null);
  const { paidFen } = await preview(1_001);
  expect(await approve(owner, id, paidFen - 1)).toMatchObject(refused('dividend_changed'));
  expect(await approve(owner, id, paidFen)).toMatchObject({ body: { state: 'paid', members: 1, paidFen } });
  expect(await cashOf(bob)).toBe(before + paidFen);
  await setLevel(ann, 'gold');
});

test('approved many times at once it is paid once, and the same operator is told the same again', async () => {
  const before = await cashOf(ann);
  const id = await prepare('五月', 300);
  const others = [owner, await operatorWith(shop, 'owner'), await operatorWith(shop, 'finance')];
  const answers = await Promise.all([...others, ...others].map((by) => approve(by, id, 300)));
  const paid = answers.filter(({ status }) => status === 200);
  expect(paid).toHaveLength(2);
  expect(paid[1]?.body).toEqual(paid[0]?.body);
  for (const { status, body } of answers)
    if (status !== 200) expect(body).toMatchObject({ code: 'dividend_state' });
  expect(await cashOf(ann)).toBe(before + 200);
});

test('approved and rejected at once, one of them holds', async () => {
  const before = await cashOf(ann);
  const id = await prepare('或许', 300);
  const [yes, no] = await Promise.all([approve(owner, id, 300), reject(finance, id)]);
  expect([yes.status, no.status].sort()).toEqual([200, 409]);
  expect(await cashOf(ann)).toBe(before + (yes.status === 200 ? 200 : 0));
});

test('two at once wait for each other: the rest of the first is in the second, so that is confirmed anew', async () => {
  const ids = [await prepare('上半月', 100), await prepare('下半月', 100)];
  const { paidFen, restAfterFen } = await preview(100);
  const answers = await Promise.all(ids.map((id) => approve(owner, id, paidFen)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const late = ids.filter((_, index) => answers[index]?.status === 409);
  const now = await preview(100);
  expect(now).toMatchObject({ restBeforeFen: restAfterFen, paidFen: paidFen + restAfterFen });
  for (const id of late) expect((await approve(owner, id, now.paidFen)).status).toBe(200);
});

test('a rejected one moves nothing, leaves its name to others, and is decided', async () => {
  const before = await cashOf(ann);
  const id = await prepare('六月', 300);
  const taken = keyed(wanted('六月', 0, (await preview(0)).paidFen));
  expect(await owner.fail('POST /api/admin/dividends', taken)).toMatchObject({ code: 'dividend_name_taken' });
  expect(await reject(owner, id)).toMatchObject({
    body: { state: 'rejected', decisionNote: '期间写错了', decidedBy: { id: owner.id } },
  });
  for (const answer of [await approve(owner, id, 300), await reject(owner, id)])
    expect(answer).toMatchObject(refused('dividend_state'));
  expect(await cashOf(ann)).toBe(before);
  const again = await prepare('六月', 300);
  const open = await owner.call('GET /api/admin/dividends', { query: { state: 'requested' } });
  expect(open.items.map((item) => item.id)).toContain(again);
  expect(open.items.map((item) => item.id)).not.toContain(id);
  await reject(finance, again);
});

test('the same key prepares once; with another content it is refused', async () => {
  const call = keyed(wanted('七月', 300, 300));
  const asked = await Promise.all([1, 2, 3].map(() => finance.call('POST /api/admin/dividends', call)));
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  const other = { ...call, body: { ...call.body, amountFen: 600, expectedPaidFen: fen(600) } };
  expect(await finance.fail('POST /api/admin/dividends', other)).toMatchObject({
    code: 'idempotency_key_reused',
  });
});

test('it needs the permission, the confirmation, the right number, and a name that promises nothing', async () => {
  const id = await prepare('八月', 300);
  const auditor = await operatorWith(shop, 'auditor');
  expect(await auditor.fail('POST /api/admin/dividends', keyed(wanted('九月', 0, 0)))).toMatchObject({
    status: 403,
  });
  expect((await approve(auditor, id, 300)).status).toBe(403);
  expect((await reject(auditor, id)).status).toBe(403);
  const { confirmed: _, ...unconfirmed } = wanted('九月', 0, 0);
  expect(await finance.fail('POST /api/admin/dividends', keyed(unconfirmed as Wanted))).toMatchObject({
    code: 'bad_request',
  });
  expect(await finance.fail('POST /api/admin/dividends', keyed(wanted('九月', 300, 299)))).toMatchObject({
    code: 'dividend_changed',
  });
  expect(await finance.fail('POST /api/admin/dividends', keyed(wanted('稳赚', 0, 0)))).toMatchObject({
    code: 'forbidden_phrase',
  });
  await reject(finance, id);
});
