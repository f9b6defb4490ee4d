import type { MessageKind } from '@paifan/shared/texts/messageKinds';

/** WeChat asks for at most so many templates at once; newer ones for more, older ones for no more. */
const MOST_AT_ONCE = 3;

/**
 * What somebody wants to hear next, by what they have just begun, the most wanted first. An acceptance is for one message that comes later:
 * what has been told already is not in it, nor what they see before them anyhow.
 */
export const REMINDERS = {
  /** Goods are on their way, and a place in line. */
  boughtToBeSent: ['rewarded', 'parcelSent', 'done', 'afterSale'],
  /** Paid at the cashier, or fetched: only the place in line goes on. */
  boughtHere: ['rewarded', 'done', 'resetComing', 'queueClosing'],
  /** A draw has set what the line gives. */
  drawn: ['rewarded', 'done', 'resetComing', 'queueClosing'],
  /** Somebody looks at it; then it waits for 24 hours to be confirmed in WeChat. */
  withdrawalReviewed: ['withdrawalWaiting', 'withdrawalRejected', 'withdrawalPaid', 'withdrawalApproved'],
  /** To be confirmed at once, or later. */
  withdrawalAsked: ['withdrawalPaid', 'withdrawalFailed', 'withdrawalWaiting'],
  /** An application is read by somebody. */
  applied: ['applicationApproved', 'applicationOffered', 'applicationRejected'],
} as const satisfies Record<string, readonly MessageKind[]>;

export type Moment = keyof typeof REMINDERS;

interface Template {
  readonly kind: string;
  readonly templateId: string;
}

/** The templates to ask for: what is wanted most, where there is a template for it. Kinds that share one are asked for once. */
export function templatesFor(moment: Moment, templates: readonly Template[]): string[] {
  const idOf = (kind: MessageKind) => templates.find((template) => template.kind === kind)?.templateId ?? [];
  return [...new Set(REMINDERS[moment].flatMap(idOf))].slice(0, MOST_AT_ONCE);
}
