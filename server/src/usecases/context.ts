import type { Clock } from '../clock';
import type { Database } from '../db/connect';
import type { FilesFolders } from '../files';
import type { WeChatGateway } from '../gateways/wechat/gateway';
import type { Logger } from '../log';

/** What of a message fills a keyword of a template. */
export type MessageField = 'title' | 'body' | 'amount' | 'time';

/** A template of WeChat's, and what fills each of its keywords (`thing1`, `amount2` …). */
export interface MessageTemplate {
  readonly id: string;
  readonly fields: Readonly<Record<string, MessageField>>;
}

/** What every use case works with. */
export interface ShopContext {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wechat: WeChatGateway;
  /** Tells the settlement worker that there is work; it would find it by itself a little later. */
  readonly nudgeWorker: () => void;
  /** The shop's name, as it stands on WeChat's payment sheet. */
  readonly shopName: string;
  readonly demo: boolean;
  /** Encrypts secrets that are kept in the database and have to be read again. */
  readonly sealingKey: Buffer;
  /** Where files are kept, and for how many days the results of long jobs are. */
  readonly files: { readonly folders: FilesFolders; readonly resultDays: number };
  /** WeChat subscription messages by kind of message, as configured; what operators set stands above it: messages/messageTemplates.ts. */
  readonly messageTemplates: Readonly<Record<string, MessageTemplate>>;
}
