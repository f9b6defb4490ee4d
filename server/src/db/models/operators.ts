import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { ROLE_NAMES, type Role } from '@paifan/shared/operators/permissions';
import {
  countFromZero,
  countOrNull,
  flagFromFalse,
  generatedId,
  hash,
  id,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** Somebody who works in the console. Never removed: the audit log names operators by id. */
export interface OperatorRow extends Model<
  InferAttributes<OperatorRow>,
  InferCreationAttributes<OperatorRow>
> {
  id: CreationOptional<OperatorId>;
  /** In lower case. */
  login: string;
  name: string;
  role: Role;
  passwordHash: string;
  /** Somebody else made the password: it is good until then, and has to be changed. null: the operator's own. */
  oneTimeUntil: CreationOptional<Date | null>;
  /** Since the last success; an attempt counts before it is judged. */
  failedAttempts: CreationOptional<number>;
  lockedUntil: CreationOptional<Date | null>;
  /** Encrypted; null: no second factor. */
  totpSecret: CreationOptional<string | null>;
  /** Of the last code that was used. */
  totpStep: CreationOptional<number | null>;
  /** Encrypted; becomes the secret with its first code. */
  totpPending: CreationOptional<string | null>;
  /** Refused where the shop is no demo. */
  demo: CreationOptional<boolean>;
  disabledAt: CreationOptional<Date | null>;
  createdAt: Date;
}

export const defineOperators = (sequelize: Sequelize): ModelStatic<OperatorRow> =>
  sequelize.define<OperatorRow>('operators', {
    id: generatedId,
    login: text(32),
    name: text(32),
    role: oneOf(...ROLE_NAMES),
    passwordHash: text(255),
    oneTimeUntil: timeOrNull,
    failedAttempts: countFromZero,
    lockedUntil: timeOrNull,
    totpSecret: textOrNull(160),
    totpStep: countOrNull,
    totpPending: textOrNull(160),
    demo: flagFromFalse,
    disabledAt: timeOrNull,
    createdAt: time,
  });

export interface OperatorSessionRow extends Model<
  InferAttributes<OperatorSessionRow>,
  InferCreationAttributes<OperatorSessionRow>
> {
  id: CreationOptional<string>;
  operatorId: OperatorId;
  /** SHA-256 of the token. */
  tokenHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
  endedAt: CreationOptional<Date | null>;
}

export const defineOperatorSessions = (sequelize: Sequelize): ModelStatic<OperatorSessionRow> =>
  sequelize.define<OperatorSessionRow>('operator_sessions', {
    id: generatedId,
    operatorId: id,
    tokenHash: hash,
    createdAt: time,
    expiresAt: time,
    endedAt: timeOrNull,
  });
