import { constants, privateDecrypt, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { rfc3339 } from '../gateways/wechat/beijingTime';
import { canonicalJson, nowOf, WeChatPayError, type Box } from './box';
import { isTransferFault, type Misbehaviour, type TransferFault } from './misbehaviour';
import { announce } from './notices';
import { newNumber, notifyUrlSchema, parseParams } from './orders';
import { signerOf } from './platformSigner';
import type { BoxTransfer } from './state';

const DAY_MS = 24 * 3_600_000;
const NAME_NEEDED_FROM_FEN = 200_000;
const NAME_ALLOWED_FROM_FEN = 30;

/** The parts of the report that a scene must have, by their exact names. */
const SCENES: Readonly<Record<string, readonly string[]>> = {
  '1000': ['活动名称', '奖励说明'],
  '1005': ['岗位类型', '报酬说明'],
};

/** The request of a merchant transfer; a surplus field is an error, as at WeChat Pay. */
const transferBodySchema = z.strictObject({
  appid: z.string(),
  out_bill_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/, '只能由数字、大小写字母组成'),
  transfer_scene_id: z.string(),
  openid: z.string().min(1).max(64),
  user_name: z.string().optional(),
  transfer_amount: z.int().min(1),
  transfer_remark: z.string().min(1).max(32),
  notify_url: notifyUrlSchema.optional(),
  user_recv_perception: z.string().optional(),
  transfer_scene_report_infos: z.array(
    z.strictObject({ info_type: z.string().max(15), info_content: z.string().min(1).max(32) }),
  ),
});
type TransferBody = z.output<typeof transferBodySchema>;

/** Accepts a transfer, or tells how it stands when the request is the same as the first one. */
export function createTransfer(box: Box, rawBody: unknown, serial: string): Record<string, unknown> {
  const body = parseParams(transferBodySchema, rawBody);
  if (body.appid !== box.keys.appid) {
    throw new WeChatPayError(400, 'APPID_MCHID_NOT_MATCH', '商户号和appid没有绑定关系');
  }
  checkReports(body);
  const name = nameOf(box, body, serial);
  // Every encryption of a name gives another text, so requests are compared with the name in clear.
  const request = canonicalJson({ ...body, user_name: name });
  const existing = box.state.transfers.get(body.out_bill_no);
  if (existing && existing.request !== request) {
    throw new WeChatPayError(400, 'INVALID_REQUEST', '商户单号已存在，且请求参数与首次请求不一致');
  }
  return transferBody(existing ?? addTransfer(box, body, request));
}

function addTransfer(box: Box, body: TransferBody, request: string): BoxTransfer {
  const now = nowOf(box);
  const transfer: BoxTransfer = {
    outBillNo: body.out_bill_no,
    request,
    transferBillNo: newNumber(box, '1330'),
    openid: body.openid,
    amountFen: body.transfer_amount,
    remark: body.transfer_remark,
    notifyUrl: body.notify_url,
    packageInfo: randomBytes(48).toString('base64url'),
    state: 'WAIT_USER_CONFIRM',
    createdAt: now,
    updatedAt: now,
  };
  box.state.transfers.set(transfer.outBillNo, transfer);
  const [fault] = box.misbehaviours.take(isTransferFault);
  if (fault?.fault === 'PROCESSING') transfer.state = 'PROCESSING';
  if (fault?.fault === 'FAIL') end(box, transfer, 'FAIL', fault.reason);
  box.changed();
  return transfer;
}

function checkReports({
  transfer_scene_id: scene,
  transfer_scene_report_infos: reports,
}: TransferBody): void {
  const needed = SCENES[scene];
  if (!needed) throw new WeChatPayError(403, 'NO_AUTH', '商户号没有该转账场景的权限');
  const given = reports.map(({ info_type }) => info_type);
  if (given.length === needed.length && needed.every((type) => given.includes(type))) return;
  throw new WeChatPayError(400, 'PARAM_ERROR', '未传入完整且对应的转账场景报备信息');
}

function nameOf(box: Box, body: TransferBody, serial: string): string | undefined {
  const { user_name: sealed, transfer_amount: amountFen } = body;
  if (sealed === undefined) {
    if (amountFen < NAME_NEEDED_FROM_FEN) return undefined;
    throw new WeChatPayError(400, 'PARAM_ERROR', '明细转账金额大于等于2000元，收款用户姓名必须填写');
  }
  if (amountFen < NAME_ALLOWED_FROM_FEN) {
    throw new WeChatPayError(400, 'PARAM_ERROR', '明细转账金额小于0.3元，不支持填写收款用户姓名');
  }
  const signer = signerOf(box, serial);
  if (serial !== signer.serial)
    throw new WeChatPayError(400, 'PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误');
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const key = { key: signer.privateKey, padding, oaepHash: 'sha1' };
    return privateDecrypt(key, Buffer.from(sealed, 'base64')).toString('utf8');
  } catch {
    throw new WeChatPayError(400, 'PARAM_ERROR', '敏感信息解密失败');
  }
}

/** @throws WeChatPayError 404 NOT_FOUND */
export function requireTransfer(box: Box, outBillNo: string): BoxTransfer {
  const transfer = box.state.transfers.get(outBillNo);
  if (!transfer) throw new WeChatPayError(404, 'NOT_FOUND', '记录不存在');
  expire(box, transfer);
  return transfer;
}

/** Begins to cancel a transfer that is not confirmed; repeating it is fine. */
export function cancelTransfer(box: Box, outBillNo: string): Record<string, unknown> {
  const transfer = requireTransfer(box, outBillNo);
  const cancellable: readonly BoxTransfer['state'][] = ['ACCEPTED', 'PROCESSING', 'WAIT_USER_CONFIRM'];
  if (cancellable.includes(transfer.state)) transfer.state = 'CANCELING';
  else if (transfer.state !== 'CANCELING' && transfer.state !== 'CANCELLED') {
    throw new WeChatPayError(400, 'INVALID_REQUEST', '当前单据状态不支持撤销');
  }
  box.changed();
  const { transferBillNo, state } = transfer;
  return {
    out_bill_no: outBillNo,
    transfer_bill_no: transferBillNo,
    state,
    update_time: rfc3339(box.clock.now()),
  };
}

/** The transfer that a package opens. @throws WeChatPayError when it opens none any more */
export function transferOfPackage(box: Box, packageInfo: string): BoxTransfer {
  for (const transfer of box.state.transfers.values()) {
    if (transfer.packageInfo === packageInfo) return requireTransfer(box, transfer.outBillNo);
  }
  throw new WeChatPayError(404, 'PACKAGE_NOT_EXIST', '转账单据不存在');
}

/** The payee confirms. */
export function confirmTransfer(box: Box, packageInfo: string): BoxTransfer {
  const transfer = transferOfPackage(box, packageInfo);
  if (transfer.state !== 'WAIT_USER_CONFIRM') {
    throw new WeChatPayError(400, 'TRANSFER_STATE', '转账单据当前不能确认收款');
  }
  transfer.state = 'TRANSFERING';
  box.changed();
  return transfer;
}

/** Brings transfers on by the clock: what was confirmed arrives, what was cancelled ends, and so does what nobody confirmed. */
export function moveTransfers(box: Box): void {
  const held = box.misbehaviours.peek(isHeld).length > 0;
  for (const transfer of box.state.transfers.values()) {
    expire(box, transfer);
    if (transfer.state === 'TRANSFERING') end(box, transfer, 'SUCCESS');
    else if (transfer.state === 'CANCELING') end(box, transfer, 'CANCELLED');
    else if (transfer.state === 'PROCESSING' && !held) transfer.state = 'WAIT_USER_CONFIRM';
  }
}

const isHeld = (rule: Misbehaviour): rule is TransferFault =>
  isTransferFault(rule) && rule.fault === 'PROCESSING';

function expire(box: Box, transfer: BoxTransfer): void {
  const isOver = nowOf(box) >= transfer.createdAt + DAY_MS;
  if (transfer.state === 'WAIT_USER_CONFIRM' && isOver) end(box, transfer, 'FAIL', 'OVERDUE_CLOSE');
}

function end(box: Box, transfer: BoxTransfer, state: BoxTransfer['state'], failReason?: string): void {
  transfer.state = state;
  transfer.failReason = failReason;
  transfer.updatedAt = nowOf(box);
  const { outBillNo, notifyUrl } = transfer;
  if (notifyUrl !== undefined) {
    announce(box, { kind: 'transfer', about: outBillNo, outTradeNo: outBillNo, url: notifyUrl });
  }
  box.changed();
}

/** The answer to a request: the only one that carries package_info. */
function transferBody(transfer: BoxTransfer): Record<string, unknown> {
  const { outBillNo, transferBillNo, state, createdAt, packageInfo, failReason } = transfer;
  return {
    out_bill_no: outBillNo,
    transfer_bill_no: transferBillNo,
    create_time: rfc3339(new Date(createdAt)),
    state,
    ...(state === 'WAIT_USER_CONFIRM' ? { package_info: packageInfo } : {}),
    ...(failReason === undefined ? {} : { fail_reason: failReason }),
  };
}

/** A transfer as a query shows it. */
export const queriedTransferBody = (box: Box, transfer: BoxTransfer): Record<string, unknown> => ({
  ...commonBody(box, transfer),
  appid: box.keys.appid,
  transfer_remark: transfer.remark,
});

/** A transfer as its notification shows it. @throws when it has not ended */
export function transferNoticeBody(box: Box, transfer: BoxTransfer): Record<string, unknown> {
  if (!['SUCCESS', 'FAIL', 'CANCELLED'].includes(transfer.state)) {
    throw new Error(`transfer ${transfer.outBillNo} has not ended: there is nothing to notify`);
  }
  return commonBody(box, transfer);
}

function commonBody(box: Box, transfer: BoxTransfer): Record<string, unknown> {
  return {
    mch_id: box.keys.mchid,
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    state: transfer.state,
    transfer_amount: transfer.amountFen,
    openid: transfer.openid,
    create_time: rfc3339(new Date(transfer.createdAt)),
    update_time: rfc3339(new Date(transfer.updatedAt)),
    ...(transfer.failReason === undefined ? {} : { fail_reason: transfer.failReason }),
  };
}
