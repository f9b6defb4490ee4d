import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Session } from '@/api/session';

export type PaymentParams = ResponseOf<'POST /api/orders/:no/payment'>;

/** What the payment sheet said. It is never proof: the server asks WeChat Pay itself. */
export type PaymentOutcome = 'done' | 'cancelled' | 'failed';

/** What the app hands to its platform when it starts. */
export interface AppHooks {
  /** The person in front of the screen is another member now. */
  memberChanged(session: Session): void;
}

/** What WeChat and the web do differently. Each folder beside this file has one `platform.ts`. */
export interface Platform {
  start(app: AppHooks): void;
  /** A fresh session, without asking anybody. */
  signIn(): Promise<Session>;
  /** Shows the payment sheet and waits until it is closed. */
  requestPayment(params: PaymentParams): Promise<PaymentOutcome>;
}
