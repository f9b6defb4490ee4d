import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { EntryId, MemberId, OrderId } from '@paifan/shared/ids/ids';
import { WECHAT_MESSAGE_STATES, type WechatMessageState } from '@paifan/shared/members/messageStates';
import {
  countFromZero,
  generatedId,
  id,
  idOrNull,
  json,
  jsonOrNull,
  key,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** Something to tell a member, written in the transaction of its cause. */
export interface OutboxRow extends Model<InferAttributes<OutboxRow>, InferCreationAttributes<OutboxRow>> {
  id: CreationOptional<string>;
  kind: string;
  memberId: MemberId;
  payload: unknown;
  createdAt: Date;
  /** null: sent, or given up. */
  nextTryAt: Date | null;
  /** How often WeChat was asked, since somebody last wanted it tried again. */
  attempts: CreationOptional<number>;
  error: CreationOptional<string | null>;
}

export const defineOutbox = (sequelize: Sequelize): ModelStatic<OutboxRow> =>
  sequelize.define<OutboxRow>('outbox', {
    id: generatedId,
    kind: text(32),
    memberId: id,
    payload: json,
    createdAt: time,
    nextTryAt: timeOrNull,
    attempts: countFromZero,
    error: textOrNull(500),
  });

/** A subscription message as WeChat was asked to send it; to whom is the member's. */
export interface SentLetter {
  readonly templateId: string;
  readonly page: string;
  /** By the template's keyword. */
  readonly data: Readonly<Record<string, string>>;
}

/** A message in a member's inbox. */
export interface MessageRow extends Model<InferAttributes<MessageRow>, InferCreationAttributes<MessageRow>> {
  id: CreationOptional<string>;
  /** Unique: delivered once. */
  outboxId: string;
  memberId: MemberId;
  kind: string;
  title: string;
  body: string;
  entryId: CreationOptional<EntryId | null>;
  orderId: CreationOptional<OrderId | null>;
  at: Date;
  readAt: CreationOptional<Date | null>;
  wechatState: WechatMessageState;
  /** null: WeChat was never asked. */
  letter: CreationOptional<SentLetter | null>;
  askedAt: CreationOptional<Date | null>;
}

export const defineMessages = (sequelize: Sequelize): ModelStatic<MessageRow> =>
  sequelize.define<MessageRow>('messages', {
    id: generatedId,
    outboxId: id,
    memberId: id,
    kind: text(32),
    title: text(64),
    body: text(500),
    entryId: idOrNull,
    orderId: idOrNull,
    at: time,
    readAt: timeOrNull,
    wechatState: oneOf(...WECHAT_MESSAGE_STATES),
    letter: jsonOrNull,
    askedAt: timeOrNull,
  });

/** When a job ran last, and who has it in hand. */
export interface JobRunRow extends Model<InferAttributes<JobRunRow>, InferCreationAttributes<JobRunRow>> {
  name: string;
  leaseOwner: CreationOptional<string | null>;
  leaseUntil: CreationOptional<Date | null>;
  startedAt: CreationOptional<Date | null>;
  finishedAt: CreationOptional<Date | null>;
  error: CreationOptional<string | null>;
}

export const defineJobRuns = (sequelize: Sequelize): ModelStatic<JobRunRow> =>
  sequelize.define<JobRunRow>('job_runs', {
    name: key(text(32)),
    leaseOwner: textOrNull(64),
    leaseUntil: timeOrNull,
    startedAt: timeOrNull,
    finishedAt: timeOrNull,
    error: textOrNull(500),
  });
