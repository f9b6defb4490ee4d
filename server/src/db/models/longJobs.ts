import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { LongJobId, MerchantId, OperatorId } from '@paifan/shared/ids/ids';
import {
  LONG_JOB_KINDS,
  LONG_JOB_STATES,
  type LongJobKindName,
  type LongJobState,
} from '@paifan/shared/longJobs/kinds';
import {
  countFromZero,
  countOrNull,
  generatedId,
  hash,
  idOrNull,
  json,
  jsonOrNull,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** What an imported table was found to be. */
export interface LongJobResult {
  readonly problems: readonly { row: number; column: string | null; problem: string }[];
  readonly problemCount: number;
}

export interface LongJobRow extends Model<InferAttributes<LongJobRow>, InferCreationAttributes<LongJobRow>> {
  id: CreationOptional<LongJobId>;
  kind: LongJobKindName;
  /** As its kind says. */
  params: Readonly<Record<string, unknown>>;
  /** Who asked for it; null: a merchant's desk. */
  operatorId: CreationOptional<OperatorId | null>;
  merchantId: CreationOptional<MerchantId | null>;
  state: LongJobState;
  doneCount: CreationOptional<number>;
  totalCount: CreationOptional<number | null>;
  result: CreationOptional<LongJobResult | null>;
  /** In the folder of results; null: there is none, or not any more. */
  fileName: CreationOptional<string | null>;
  fileBytes: CreationOptional<number | null>;
  error: CreationOptional<string | null>;
  attempts: CreationOptional<number>;
  leaseOwner: CreationOptional<string | null>;
  leaseUntil: CreationOptional<Date | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  requestedAt: Date;
  startedAt: CreationOptional<Date | null>;
  finishedAt: CreationOptional<Date | null>;
  expiresAt: CreationOptional<Date | null>;
}

export const defineLongJobs = (sequelize: Sequelize): ModelStatic<LongJobRow> =>
  sequelize.define<LongJobRow>('long_jobs', {
    id: generatedId,
    kind: oneOf(...LONG_JOB_KINDS),
    params: json,
    operatorId: idOrNull,
    merchantId: idOrNull,
    state: oneOf(...LONG_JOB_STATES),
    doneCount: countFromZero,
    totalCount: countOrNull,
    result: jsonOrNull,
    fileName: textOrNull(80),
    fileBytes: countOrNull,
    error: textOrNull(500),
    attempts: countFromZero,
    leaseOwner: textOrNull(64),
    leaseUntil: timeOrNull,
    idempotencyKey: text(64),
    requestHash: hash,
    requestedAt: time,
    startedAt: timeOrNull,
    finishedAt: timeOrNull,
    expiresAt: timeOrNull,
  });
