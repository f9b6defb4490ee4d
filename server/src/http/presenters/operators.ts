import type { ResponseOf } from '@paifan/shared/contract/contract';
import { AUDIT_ACTIONS } from '@paifan/shared/operators/actions';
import type { AuditRow } from '../../db/audit';
import type { OperatorRow } from '../../db/models/operators';
import type { WithPassword } from '../../usecases/operators/manageOperators';
import type { Operator } from '../../usecases/operators/sessions';
import type { SignedInOperator } from '../../usecases/operators/signInOperator';
import { instant } from './texts';

type OwnAccountView = ResponseOf<'GET /api/admin/me'>;
type OperatorSessionView = ResponseOf<'POST /api/admin/session'>;
type OperatorView = ResponseOf<'GET /api/admin/operators'>['items'][number];
type WithPasswordView = ResponseOf<'POST /api/admin/operators'>;
type AuditView = ResponseOf<'GET /api/admin/audit'>['items'][number];

export const presentOwnAccount = ({ sessionId: _, permissions, ...operator }: Operator): OwnAccountView => ({
  ...operator,
  permissions: [...permissions],
});

export const presentOperatorSession = ({
  token,
  expiresAt,
  operator,
}: SignedInOperator): OperatorSessionView => ({
  token,
  expiresAt: instant(expiresAt),
  operator: presentOwnAccount(operator),
});

export const presentOperator = (row: OperatorRow, now: Date): OperatorView => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role,
  totp: row.totpSecret !== null,
  mustChangePassword: row.oneTimeUntil !== null,
  enabled: row.disabledAt === null,
  locked: row.lockedUntil !== null && row.lockedUntil > now,
  createdAt: instant(row.createdAt),
});

export const presentWithPassword = ({ operator, password }: WithPassword, now: Date): WithPasswordView => ({
  operator: presentOperator(operator, now),
  password,
});

export const presentAudit = ({ id, at, operator, action, subject, before, after }: AuditRow): AuditView => ({
  id,
  at: instant(at),
  operator,
  action,
  text: AUDIT_ACTIONS[action],
  subject,
  before,
  after,
});
