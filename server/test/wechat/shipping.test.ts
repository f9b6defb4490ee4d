import type { ShippingInfo } from '../../src/gateways/wechat/shipping';
import { anOrder, openBox, payFor, type TestBox } from './box';

let box: TestBox;
let outTradeNo: string;
beforeEach(async () => {
  box = await openBox('publicKey');
  outTradeNo = await payFor(box);
});
afterEach(() => box.close());

const anInfo = (change: Partial<ShippingInfo> = {}): ShippingInfo => ({
  outTradeNo,
  openid: anOrder().openid,
  kind: 'express',
  description: '桂花乌龙茶',
  parcels: [{ carrier: 'SF', number: 'SF0000000001' }],
  at: box.clock.now(),
  ...change,
});
const upload = (change: Partial<ShippingInfo> = {}) => box.gateway.uploadShipping(anInfo(change));
const ok = { kind: 'ok', value: undefined };

test('an order that was sent is taken, as soon as WeChat knows its payment', async () => {
  expect(await upload()).toMatchObject({ kind: 'refused', code: '10060001' });
  box.clock.advance(10_000);
  expect(await upload()).toEqual(ok);
  expect(box.simulator.box.state.shipments.get(outTradeNo)).toMatchObject({ deliveryMode: 1, uploads: 1 });
});

describe('ten seconds after the payment', () => {
  beforeEach(() => box.clock.advance(10_000));

  test('it can be told anew once, and no more', async () => {
    await upload();
    expect(await upload()).toEqual(ok);
    expect(await upload()).toMatchObject({ kind: 'refused', code: '10060003' });
  });

  test('fifteen parcels go, split; what is handed over goes without any', async () => {
    const parcels = Array.from({ length: 15 }, (_, index) => ({
      carrier: 'ZTO',
      number: `ZTO-${index + 10}`,
    }));
    expect(await upload({ parcels })).toEqual(ok);
    expect(box.simulator.box.state.shipments.get(outTradeNo)).toMatchObject({ deliveryMode: 2 });
    expect(await upload({ kind: 'pickup', parcels: [] })).toEqual(ok);
  });

  test.each<[string, Partial<ShippingInfo>]>([
    ['an order that is not there', { outTradeNo: 'ORDER99999999' }],
    ['somebody else’s order', { openid: 'oSomebodyElse' }],
  ])('%s is unknown to it', async (_, change) => {
    expect(await upload(change)).toMatchObject({ kind: 'refused', code: '10060001' });
  });

  test.each<[string, Partial<ShippingInfo>]>([
    ['express without a parcel', { parcels: [] }],
    ['a pickup with a parcel', { kind: 'pickup' }],
    ['a carrier that nobody knows', { parcels: [{ carrier: 'XX', number: 'X0000001' }] }],
    ['nothing that was sent', { description: '' }],
  ])('%s is a mistake of ours, and is not sent', async (_, change) => {
    await expect(upload(change)).rejects.toThrow('uploadShipping');
    expect(box.simulator.box.state.shipments.size).toBe(0);
  });

  test('an access token that was replaced elsewhere is renewed', async () => {
    await upload();
    box.simulator.invalidateAccessTokens();
    expect(await upload()).toEqual(ok);
  });
});

test('a single object in place of the list is a data format error, as at WeChat', async () => {
  box.clock.advance(10_000);
  await upload();
  const [token = ''] = box.simulator.box.state.accessTokens.keys();
  const body = {
    order_key: { order_number_type: 1, mchid: box.keys.mchid, out_trade_no: outTradeNo },
    logistics_type: 3,
    delivery_mode: 1,
    shipping_list: { item_desc: '课程' },
    upload_time: '2026-11-22T18:00:00.000+08:00',
    payer: { openid: anOrder().openid },
  };
  const response = await fetch(
    `${box.url}/wxa/sec/order/upload_shipping_info?${new URLSearchParams({ access_token: token })}`,
    { method: 'POST', body: JSON.stringify(body) },
  );
  expect(await response.json()).toMatchObject({ errcode: 47001 });
});
