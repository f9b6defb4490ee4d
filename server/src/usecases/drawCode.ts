import { ApiError } from '@paifan/shared/errors/errors';
import type { ShopContext } from './context';

/**
 * The picture of a mini-program code.
 * @param code.page that it opens, without a leading slash
 * @throws ApiError wechat_unavailable
 */
export async function drawCode(
  { wechat, logger }: Pick<ShopContext, 'wechat' | 'logger'>,
  code: { readonly scene: string; readonly page: string },
): Promise<Uint8Array> {
  const outcome = await wechat.createMiniProgramCode({ ...code, checkPath: false });
  if (outcome.kind === 'ok') return outcome.value.bytes;
  if (outcome.kind === 'refused')
    logger.error({ code: outcome.code }, 'WeChat refused to make a mini-program code');
  throw new ApiError('wechat_unavailable');
}
