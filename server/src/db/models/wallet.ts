import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { MemberId, WithdrawalId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { WITHDRAWAL_STATES, type WithdrawalState } from '@paifan/shared/wallet/withdrawalStates';
import {
  countFromZero,
  fen,
  generatedId,
  hash,
  id,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

export interface WithdrawalRow extends Model<
  InferAttributes<WithdrawalRow>,
  InferCreationAttributes<WithdrawalRow>
> {
  id: CreationOptional<WithdrawalId>;
  /** Also the out_bill_no at WeChat Pay. */
  no: string;
  memberId: MemberId;
  /** What leaves the balance. */
  amountFen: Fen;
  /** The part of it that the member does not receive. */
  feeFen: Fen;
  state: WithdrawalState;
  idempotencyKey: string;
  requestHash: Buffer;
  /** The real name, for WeChat Pay alone to read; gone when the withdrawal ends. */
  nameSerial: CreationOptional<string | null>;
  nameCiphertext: CreationOptional<string | null>;
  /** WeChat's number. */
  transferBillNo: CreationOptional<string | null>;
  /** With it the member confirms. WeChat Pay gives it once. */
  packageInfo: CreationOptional<string | null>;
  packageExpiresAt: CreationOptional<Date | null>;
  /** A word of WeChat Pay's. */
  failReason: CreationOptional<string | null>;
  reviewedBy: CreationOptional<string | null>;
  reviewedAt: CreationOptional<Date | null>;
  reviewReason: CreationOptional<string | null>;
  /** Since its state changed. */
  attempts: CreationOptional<number>;
  /** When WeChat Pay was asked for it last. */
  lastSentAt: CreationOptional<Date | null>;
  /** When a job looks after it next; null: never. */
  nextTryAt: CreationOptional<Date | null>;
  requestedAt: Date;
  endedAt: CreationOptional<Date | null>;
}

export const defineWithdrawals = (sequelize: Sequelize): ModelStatic<WithdrawalRow> =>
  sequelize.define<WithdrawalRow>('withdrawals', {
    id: generatedId,
    no: text(32),
    memberId: id,
    amountFen: fen,
    feeFen: fen,
    state: oneOf(...WITHDRAWAL_STATES),
    idempotencyKey: text(64),
    requestHash: hash,
    nameSerial: textOrNull(64),
    nameCiphertext: textOrNull(1024),
    transferBillNo: textOrNull(64),
    packageInfo: textOrNull(1024),
    packageExpiresAt: timeOrNull,
    failReason: textOrNull(64),
    reviewedBy: textOrNull(64),
    reviewedAt: timeOrNull,
    reviewReason: textOrNull(200),
    attempts: countFromZero,
    lastSentAt: timeOrNull,
    nextTryAt: timeOrNull,
    requestedAt: time,
    endedAt: timeOrNull,
  });

export const TRANSFERABLE = ['points', 'love', 'voucher'] as const;
export type Transferable = (typeof TRANSFERABLE)[number];

/** Points, love or a voucher that a member handed to another. */
export interface TransferRow extends Model<
  InferAttributes<TransferRow>,
  InferCreationAttributes<TransferRow>
> {
  id: CreationOptional<string>;
  fromMemberId: MemberId;
  toMemberId: MemberId;
  balance: Transferable;
  /** Hundredths. */
  amount: Fen;
  idempotencyKey: string;
  requestHash: Buffer;
  at: Date;
}

export const defineTransfers = (sequelize: Sequelize): ModelStatic<TransferRow> =>
  sequelize.define<TransferRow>('transfers', {
    id: generatedId,
    fromMemberId: id,
    toMemberId: id,
    balance: oneOf(...TRANSFERABLE),
    amount: fen,
    idempotencyKey: text(64),
    requestHash: hash,
    at: time,
  });
