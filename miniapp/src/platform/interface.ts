import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import type { Place } from '@paifan/shared/merchants/place';
import type { Session } from '@/api/session';

export type PaymentParams = ResponseOf<'POST /api/orders/:no/payment'>;

/** What the payment sheet said. It is never proof: the server asks WeChat Pay itself. */
export type PaymentOutcome = 'done' | 'cancelled' | 'failed';

/** What WeChat needs so that the member can confirm a transfer. */
export type TransferParams = ResponseOf<'POST /api/me/withdrawals/:id/confirm-params'>;

/** What WeChat's component for confirming a receipt takes. */
export type ReceiptParams = NonNullable<ResponseOf<'POST /api/orders/:no/receipt/prepare'>['extraData']>;

/** What came of it. `unsupported`: this WeChat has no such component. */
export type ReceiptOutcome = 'done' | 'cancelled' | 'failed' | 'unsupported';

/** What the member said to messages. `unasked`: they were not asked, or gave no answer. */
export type MessagesAnswer = 'accepted' | 'refused' | 'unasked';

/** Where something is to be sent, as the member chose or wrote it. */
export type ChosenAddress = BodyInputOf<'POST /api/me/addresses'>;

/** Where the phone is, or why nobody knows: the person forbids it, or it cannot be found now. */
export type Located = { kind: 'here'; place: Place } | { kind: 'refused' } | { kind: 'failed' };

/** A place with its name, as a map shows it or lets it be chosen. */
export interface ShownPlace {
  name: string;
  address: string;
  place: Place;
}

/** The field of a region: in WeChat a picker, on the web three lines to write. */
export interface RegionFieldProps {
  value: Pick<ChosenAddress, 'province' | 'city' | 'district' | 'regionCode'>;
  onChange(region: RegionFieldProps['value']): void;
}

/** A field of a time of day: in WeChat a picker, on the web the browser's own. */
export interface ClockFieldProps {
  /** What it is the time of, for a screen reader. */
  name: string;
  /** `hh:mm`. */
  value: string;
  /** How it reads where a picker cannot say it, such as `24:00`. */
  shown?: string;
  onChange(clock: string): void;
  className?: string;
}

/** What a page draws on: WeChat's canvas of type 2d, or the browser's. */
export interface PosterCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
}

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
  /** Lets the member confirm that a withdrawal goes to them. `done` is no proof: the server asks WeChat Pay. */
  confirmTransfer(params: TransferParams): Promise<PaymentOutcome>;
  /** Lets the member confirm in WeChat that an order has come; null: the shop's own question is enough. */
  confirmReceipt: ((params: ReceiptParams) => Promise<ReceiptOutcome>) | null;
  /** Asks whether messages of these templates may come, after a tap; null: there are no such messages here. */
  acceptMessages: ((templateIds: readonly string[]) => Promise<MessagesAnswer>) | null;
  /** A code for the member's phone number; null: WeChat's own button gives it. */
  askPhoneCode: (() => Promise<string | null>) | null;
  /** A picture of their own for the profile, as a file; null: WeChat's own button gives it. */
  askAvatar: (() => Promise<string | null>) | null;
  /** Asks where the phone is. To be called by a tap: the person may be asked for leave. */
  locate(): Promise<Located>;
  /** Leads who has refused to where it can be allowed, and tells whether it is; null: only the browser's own settings can. */
  allowLocation: (() => Promise<boolean>) | null;
  /** Opens a map. */
  showPlace(shown: ShownPlace): void;
  /** What stands in a code that the person holds before the camera; null: they closed it. @throws Failure when none can be read */
  scan(): Promise<string | null>;
  /** Keeps a picture where the person finds it; false: they did not want it. */
  savePicture(filePath: string): Promise<boolean>;
  /** Lets a picture be sent on; null: it can only be kept. */
  sharePicture: ((filePath: string) => Promise<void>) | null;
  /** Lets the member choose an address from their address book; null: they chose none. */
  chooseAddress(): Promise<ChosenAddress | null>;
  /** Lets the member choose a place on the map; null: they chose none. */
  choosePlace(): Promise<ShownPlace | null>;
  /** Tells whether there is a network, now and whenever it changes. @returns how to stop */
  onNetworkChange(tell: (online: boolean) => void): () => void;
}
