import Router from '@koa/router';
import { z } from 'zod';
import { answerRefusals, readJson } from './jsonRoute';
import type { Payer } from './payer';

const prepayIdSchema = z.object({ prepayId: z.string() });
const openidSchema = z.string().regex(/^[0-9A-Za-z_-]{1,128}$/);

/**
 * What a browser needs to stand in for the WeChat client: the payment sheet, logins, accepted messages.
 * To be mounted under a prefix in the shop's web server, and on the simulator's own port under `/payer`.
 *
 *     POST /sheet            {timeStamp, nonceStr, package, signType, paySign} → PaymentSheet; checks paySign
 *     GET  /prepay/:prepayId → PaymentSheet
 *     POST /pay              {prepayId, openid?} → PaymentSheet
 *     POST /cancel           {prepayId} → PaymentSheet; nothing changes
 *     POST /transfer         {mchId, appId, package, openid?} → TransferSheet
 *     POST /transfer/confirm {package} → TransferSheet
 *     POST /login-code       {openid} → {code}
 *     POST /phone-code       {phone} → {code}
 *     POST /subscriptions    {openid, templateIds} → {accepted}
 *
 * Refusals are 4xx with {code, message}.
 */
export function payerRouter({ payer }: { payer: Payer }): Router {
  const router = new Router();
  router.use(answerRefusals);
  router.post('/sheet', async (ctx) => {
    ctx.body = payer.openSheet(await readJson(ctx, z.unknown()));
  });
  router.get('/prepay/:prepayId', (ctx) => {
    ctx.body = payer.sheet(ctx.params.prepayId ?? '');
  });
  router.post('/pay', async (ctx) => {
    const body = await readJson(ctx, prepayIdSchema.extend({ openid: openidSchema.optional() }));
    ctx.body = payer.pay(body.prepayId, body.openid);
  });
  router.post('/cancel', async (ctx) => {
    ctx.body = payer.cancel((await readJson(ctx, prepayIdSchema)).prepayId);
  });
  router.post('/transfer', async (ctx) => {
    const body = await readJson(ctx, z.looseObject({ openid: openidSchema.optional() }));
    ctx.body = payer.openTransfer(body, body.openid);
  });
  router.post('/transfer/confirm', async (ctx) => {
    ctx.body = payer.confirmTransfer((await readJson(ctx, z.object({ package: z.string() }))).package);
  });
  router.post('/login-code', async (ctx) => {
    const { openid } = await readJson(ctx, z.object({ openid: openidSchema }));
    ctx.body = { code: payer.loginCode(openid) };
  });
  router.post('/phone-code', async (ctx) => {
    const { phone } = await readJson(ctx, z.object({ phone: z.string().regex(/^1\d{10}$/) }));
    ctx.body = { code: payer.phoneCode(phone) };
  });
  router.post('/subscriptions', async (ctx) => {
    const schema = z.object({ openid: openidSchema, templateIds: z.array(z.string().min(1)).min(1).max(5) });
    const { openid, templateIds } = await readJson(ctx, schema);
    ctx.body = { accepted: payer.acceptSubscription(openid, templateIds) };
  });
  return router;
}
