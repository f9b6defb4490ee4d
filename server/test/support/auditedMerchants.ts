import { randomBytes } from 'node:crypto';
import type { BodyInputOf, RouteKey } from '@paifan/shared/contract/contract';
import type { Call } from './client';
import { addMerchant, addMerchantWithStore, staffWith } from './merchants';
import type { TestOperator } from './operators';
import type { TestShop } from './shop';

/* An example of each write of an operator about merchants, applications and stores, for the tests of the audit log. */

type MerchantWrite = Extract<
  RouteKey,
  | `${'POST' | 'PUT'} /api/admin/applications/${string}`
  | `${'POST' | 'PUT'} /api/admin/merchants/:id${'' | '/suspend' | '/resume' | '/staff/:staffId/login'}`
  | 'POST /api/admin/stores'
  | `${'POST' | 'PUT'} /api/admin/stores/:id${'' | '/rules' | '/cashier-codes'}`
  | `POST /api/admin/cashier-codes/${string}`
>;

type Examples = {
  readonly [K in MerchantWrite]: (actor: TestOperator) => Promise<Call<K>>;
};

const STORE_PAGE = {
  ...{ name: '街角的店', trade: '餐饮', address: '街角 3 号', district: '上城区', place: null },
  ...{ openingHours: '全天', weeklyHours: null, phone: '', picture: '/pictures/a.png', pictures: [] },
  notice: '',
};
const OPEN_CONTRACT = { contractFrom: null, contractUntil: null };
/** The default extraction takes more than the commission of these examples earns. */
const OVERRULED = { overruled: ['store:new', 'cashier:new'] };

const aKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': randomBytes(8).toString('hex') });

/** @param shopOf the shop, once it has started */
export function merchantExamples(shopOf: () => TestShop): Examples {
  const draft = (): BodyInputOf<'POST /api/applications'> => ({
    ...{ kind: 'store', name: '街角的店', trade: '餐饮', contactName: '李小江', phone: '13812345678' },
    ...{ district: '上城区', address: '街角 3 号', place: null, pictures: [], licences: [] },
    commissionRatio: '0.2',
  });
  const applied = async () => {
    const headers = aKey();
    const member = await shopOf().signIn(headers['Idempotency-Key']);
    const body = { ...draft(), phone: `139${String(Number(member.id)).padStart(8, '0')}` };
    const { application } = await member.call('POST /api/applications', { body, headers });
    return { params: { no: application.no } };
  };
  const aMerchant = async () => ({ params: { id: await addMerchant(shopOf()) } });
  const aStore = async () => ({ params: { id: await shopOf().addStore() } });
  const aCode = async (actor: TestOperator) => {
    const call = { ...(await aStore()), body: { label: '1 号桌' }, headers: aKey() };
    const { id } = await actor.call('POST /api/admin/stores/:id/cashier-codes', call);
    return { params: { id } };
  };

  return {
    'POST /api/admin/applications/:no/offer': async () => ({
      ...(await applied()),
      body: { commissionRatio: '0.25', note: null },
    }),
    'POST /api/admin/applications/:no/reject': async () => ({
      ...(await applied()),
      body: { reason: '照片不清楚' },
    }),
    'POST /api/admin/applications/:no/approve': async () => ({
      ...(await applied()),
      body: { commissionRatio: '0.2', ...OPEN_CONTRACT, ...OVERRULED },
    }),
    'PUT /api/admin/merchants/:id': async () => ({
      ...(await aMerchant()),
      body: {
        ...{ name: '改名', contactName: '改名', commissionRatio: '0.3', ...OPEN_CONTRACT },
        subMchid: null,
      },
    }),
    'POST /api/admin/merchants/:id/suspend': async () => ({
      ...(await aMerchant()),
      body: { reason: '资质到期' },
    }),
    'POST /api/admin/merchants/:id/resume': aMerchant,
    'POST /api/admin/merchants/:id/staff/:staffId/login': async () => {
      const { merchantId } = await addMerchantWithStore(shopOf());
      const { id: staffId, login } = await staffWith(shopOf(), merchantId, 'owner');
      return { params: { id: merchantId, staffId }, body: { login: `${login}-2` } };
    },
    'POST /api/admin/stores': () =>
      Promise.resolve({
        body: { ...STORE_PAGE, merchantId: null, commissionRatio: '0.2', ...OVERRULED },
        headers: aKey(),
      }),
    'PUT /api/admin/stores/:id': async () => ({ ...(await aStore()), body: STORE_PAGE }),
    'PUT /api/admin/stores/:id/rules': async () => {
      const store = await aStore();
      const overruled = [`store:${store.params.id}`, `cashier:${store.params.id}`];
      return { ...store, body: { rebate: {}, cashier: { maxPerMember: 1 }, overruled } };
    },
    'POST /api/admin/stores/:id/cashier-codes': async () => ({
      ...(await aStore()),
      body: { label: '1 号桌' },
      headers: aKey(),
    }),
    'POST /api/admin/cashier-codes/:id/revoke': aCode,
    'POST /api/admin/cashier-codes/:id/renew': aCode,
  };
}
