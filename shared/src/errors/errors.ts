/**
 * Every error the API can answer, with its HTTP status and the sentence a user reads.
 * One total table: a code that is not here does not compile.
 */
export const ERRORS = {
  bad_request: { status: 400, message: '请求内容有误，请检查后重试' },
  unauthenticated: { status: 401, message: '请先登录' },
  session_expired: { status: 401, message: '登录已过期，请重新登录' },
  login_code_invalid: { status: 401, message: '微信登录凭证无效或已使用，请重试' },
  forbidden: { status: 403, message: '没有权限进行此操作' },
  login_refused: {
    status: 401,
    message: '登录名、密码或动态验证码不正确；连续 5 次失败后，该登录名锁定 15 分钟',
  },
  totp_needed: { status: 401, message: '请输入动态验证码' },
  password_refused: { status: 403, message: '密码或动态验证码不正确；连续 5 次失败后锁定 15 分钟' },
  password_change_needed: { status: 403, message: '请先修改初始密码' },
  password_unchanged: { status: 409, message: '新密码不能与原密码相同' },
  totp_state: { status: 409, message: '动态验证码当前状态不支持此操作' },
  operator_not_found: { status: 404, message: '操作员不存在' },
  login_taken: { status: 409, message: '该登录名已被使用' },
  last_owner: { status: 409, message: '至少要保留一位可用的店主' },
  not_found: { status: 404, message: '没有找到该内容' },
  method_not_allowed: { status: 405, message: '不支持的请求方式' },
  product_not_found: { status: 404, message: '商品不存在' },
  store_not_found: { status: 404, message: '门店不存在' },
  order_not_found: { status: 404, message: '订单不存在' },
  entry_not_found: { status: 404, message: '排队记录不存在' },
  queue_not_found: { status: 404, message: '队列不存在' },
  withdrawal_not_found: { status: 404, message: '提现记录不存在' },
  recipient_not_found: { status: 404, message: '没有找到接收的会员' },
  balance_too_low: { status: 409, message: '余额不足' },
  withdrawal_open: { status: 409, message: '您有一笔提现尚未完成，完成后才能再次提现' },
  withdrawal_limit: { status: 409, message: '超出提现限额' },
  withdrawal_state: { status: 409, message: '提现当前状态不支持此操作' },
  real_name_needed: { status: 409, message: '该金额的提现需要填写真实姓名' },
  transfer_off: { status: 409, message: '该资产暂不支持转赠' },
  transfer_limit: { status: 409, message: '超出转赠限额' },
  queue_state: { status: 409, message: '队列当前状态不支持此操作' },
  product_off_sale: { status: 409, message: '商品已下架' },
  sku_needed: { status: 409, message: '请选择商品规格' },
  out_of_stock: { status: 409, message: '库存不足' },
  quote_changed: { status: 409, message: '金额或权益已有变化，请重新确认' },
  order_state: { status: 409, message: '订单当前状态不支持此操作' },
  order_line_not_found: { status: 404, message: '订单中没有这个商品' },
  after_sale_not_found: { status: 404, message: '售后申请不存在' },
  after_sale_state: { status: 409, message: '售后申请当前状态不支持此操作' },
  refund_exceeds: { status: 409, message: '超过可退的金额或数量' },
  shipment_exceeds: { status: 409, message: '超过待发货的数量' },
  settlement_pending: { status: 409, message: '订单正在结算，请稍后再试' },
  settings_invalid: { status: 422, message: '设置内容有误，不能发布' },
  settings_changed: { status: 409, message: '设置已被他人更新，请核对后重新发布' },
  settings_version_not_found: { status: 404, message: '设置版本不存在' },
  settings_version_state: { status: 409, message: '该版本已生效、即将生效或已取消，不能取消' },
  schedule_too_soon: { status: 409, message: '定时发布的生效时间至少要在一分钟之后' },
  confirmation_needed: { status: 409, message: '部分奖励需要明确确认后才能发布' },
  margin_exceeded: { status: 409, message: '部分商品或门店的让利超出利润，确认后才能发布' },
  idempotency_key_missing: { status: 400, message: '缺少 Idempotency-Key 请求头' },
  idempotency_key_reused: { status: 422, message: '同一个 Idempotency-Key 不能用于不同的请求' },
  payload_too_large: { status: 413, message: '请求内容过大' },
  unsupported_media_type: { status: 415, message: '请求内容必须是 JSON' },
  too_many_requests: { status: 429, message: '操作过于频繁，请稍后再试' },
  notification_signature: { status: 401, message: '通知签名无效' },
  notification_expired: { status: 401, message: '通知时间超出允许范围' },
  notification_malformed: { status: 400, message: '通知内容无法解析' },
  notification_mismatch: { status: 422, message: '通知与本地订单不一致' },
  notification_unknown_order: { status: 404, message: '通知中的订单不存在' },
  wechat_refused: { status: 502, message: '微信支付拒绝了请求，请稍后再试' },
  wechat_unavailable: { status: 503, message: '微信支付暂时没有响应，请稍后再试' },
  unavailable: { status: 503, message: '服务暂时不可用，请稍后再试' },
  internal: { status: 500, message: '服务器内部错误' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** What every failed request answers. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  details?: unknown;
}

/** A refusal that reaches the client as it is. Anything else that is thrown becomes `internal`. */
export class ApiError extends Error {
  readonly status: number;

  /** @param message replaces the table's sentence when there is more to say (Chinese, for users). */
  constructor(
    readonly code: ErrorCode,
    message?: string,
    readonly details?: unknown,
  ) {
    super(message ?? ERRORS[code].message);
    this.name = 'ApiError';
    this.status = ERRORS[code].status;
  }

  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}
