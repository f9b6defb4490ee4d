import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, type ErrorCode } from '@paifan/shared/errors/errors';
import type { NotificationRefusal } from '../../gateways/wechat/openNotification';
import type { ShopContext } from '../context';
import type { RecordNotified } from './recordPayments';
import { recordRefund } from './recordRefund';
import { recordTransferNotice } from '../wallet/recordTransfer';

const REFUSALS: Readonly<Record<NotificationRefusal, ErrorCode>> = {
  expired: 'notification_expired',
  malformed: 'notification_malformed',
  'not-decryptable': 'notification_malformed',
  probe: 'notification_signature',
  'bad-signature': 'notification_signature',
  'unknown-serial': 'notification_signature',
  'unsupported-signature-type': 'notification_signature',
};

/**
 * Takes a notification of WeChat Pay: verified and decrypted, then recorded. It is answered only when it stands in the
 * database; what is refused here changes nothing, and WeChat Pay sends a genuine one again.
 * @throws ApiError notification_*
 */
export async function receiveNotification(
  shop: ShopContext,
  recordNotified: RecordNotified,
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
): Promise<void> {
  const opened = shop.wechat.openNotification(headers, rawBody);
  if (!opened.ok) {
    const { reason, detail } = opened;
    // WeChat probes with false signatures now and then: that is no alarm.
    shop.logger[reason === 'probe' ? 'info' : 'warn']({ reason, detail }, 'a notification was refused');
    throw new ApiError(REFUSALS[reason]);
  }
  const { notification } = opened;
  if (notification.kind === 'payment') await recordNotified(notification.transaction);
  else if (notification.kind === 'refund') await recordRefund(shop, notification.mchid, notification.refund);
  else if (notification.kind === 'transfer')
    await recordTransferNotice(shop, notification.mchid, notification.transfer);
  else shop.logger.info({ eventType: notification.eventType }, 'a notification about something else');
}
