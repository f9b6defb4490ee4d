import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import Koa from 'koa';
import { z } from 'zod';

/*
 * The yardstick of the notifications: a Koa that reads the body, verifies the signature of WeChat Pay and answers. Nothing is
 * decrypted, nothing kept. Environment: PORT, and the folder with the keys in PAIFAN_LOCAL_DIRECTORY.
 */

const keys = z
  .object({ platform: z.object({ certificatePem: z.string() }) })
  .parse(
    JSON.parse(
      readFileSync(path.join(process.env['PAIFAN_LOCAL_DIRECTORY'] ?? '', 'wechat-box.json'), 'utf8'),
    ),
  );
const publicKey = createPublicKey(keys.platform.certificatePem);

const app = new Koa();
app.use(async (ctx) => {
  if (ctx.path === '/healthz') {
    ctx.body = { healthy: true };
    return;
  }
  const body = await buffer(ctx.req);
  const signed = `${ctx.get('Wechatpay-Timestamp')}\n${ctx.get('Wechatpay-Nonce')}\n${body.toString('utf8')}\n`;
  const signature = Buffer.from(ctx.get('Wechatpay-Signature'), 'base64');
  if (!verify('sha256', Buffer.from(signed), publicKey, signature)) ctx.throw(401);
  ctx.body = { code: 'SUCCESS' };
});
app.listen(Number(process.env['PORT']), '127.0.0.1');
