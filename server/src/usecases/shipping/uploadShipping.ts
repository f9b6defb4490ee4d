import type { ShippingUploadRow } from '../../db/models/afterSale';
import type { ShippingInfo } from '../../gateways/wechat/shipping';
import type { ShopContext } from '../context';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** Some three days; then somebody has to look at it. */
const ATTEMPTS = 20;

/** WeChat knows already: an earlier answer was lost. */
const DONE_BEFORE: ReadonlySet<string> = new Set(['10060002', '10060003', '10060023']);
/** The payment is not there yet, or WeChat has trouble of its own. */
const TRY_LATER: ReadonlySet<string> = new Set(['10060001', '10060012']);

/**
 * Tells WeChat that an order was sent, so that its money is not kept back. It is repeated at growing intervals of a minute and
 * more until WeChat has taken it.
 * @returns false when WeChat gave no usable answer
 */
export async function uploadShipping(shop: ShopContext, upload: ShippingUploadRow): Promise<boolean> {
  const { wechat, clock, logger } = shop;
  const { orderId } = upload;
  const outcome = await wechat.uploadShipping(await shippingInfo(shop, upload));
  const now = clock.now();
  const attempts = upload.attempts + 1;
  if (outcome.kind === 'ok' || (outcome.kind === 'refused' && DONE_BEFORE.has(outcome.code))) {
    await upload.update({ state: 'done', attempts, nextTryAt: null, error: null, finishedAt: now });
    return true;
  }
  const error = outcome.kind === 'refused' ? outcome.code : outcome.detail.slice(0, 500);
  const mayComeRight = outcome.kind === 'unknown' || TRY_LATER.has(outcome.code);
  if (mayComeRight && attempts < ATTEMPTS) {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
    await upload.update({ attempts, nextTryAt: new Date(now.getTime() + pause), error });
    return outcome.kind === 'refused';
  }
  logger.error(
    { orderId, error },
    'WeChat does not take the shipping of an order: somebody has to look at it',
  );
  await upload.update({ state: 'refused', attempts, nextTryAt: null, error, finishedAt: now });
  return true;
}

async function shippingInfo(
  { db, clock }: ShopContext,
  { orderId, kind }: ShippingUploadRow,
): Promise<ShippingInfo> {
  const order = await db.orders.findByPk(orderId, { rejectOnEmpty: true });
  const payer = await db.members.findByPk(order.memberId, { attributes: ['openid'], rejectOnEmpty: true });
  const parcels = await db.parcels.findAll({ where: { orderId }, order: [['id', 'ASC']] });
  const [first, ...more] = await db.orderLines.findAll({ where: { orderId }, order: [['lineNo', 'ASC']] });
  const title = first?.title ?? order.no;
  return {
    outTradeNo: order.no,
    openid: payer.openid,
    kind,
    description: more.length > 0 ? `${title} 等 ${more.length + 1} 件` : title,
    parcels: parcels.flatMap(({ carrier, number }) =>
      carrier === null || number === null ? [] : [{ carrier, number }],
    ),
    at: clock.now(),
  };
}
