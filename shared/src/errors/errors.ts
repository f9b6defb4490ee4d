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
  not_found: { status: 404, message: '没有找到该内容' },
  method_not_allowed: { status: 405, message: '不支持的请求方式' },
  product_not_found: { status: 404, message: '商品不存在' },
  store_not_found: { status: 404, message: '门店不存在' },
  order_not_found: { status: 404, message: '订单不存在' },
  entry_not_found: { status: 404, message: '排队记录不存在' },
  product_off_sale: { status: 409, message: '商品已下架' },
  out_of_stock: { status: 409, message: '库存不足' },
  quote_changed: { status: 409, message: '金额或权益已有变化，请重新确认' },
  order_state: { status: 409, message: '订单当前状态不支持此操作' },
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
