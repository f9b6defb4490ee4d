import type { ResponseOf } from '@paifan/shared/contract/contract';
import { staffScene } from '@paifan/shared/merchants/scenes';
import type { StaffInvitationRow, StaffRow } from '../../db/models/merchants';
import type { Staff } from '../../usecases/staff/findStaff';
import type { StaffWithPassword } from '../../usecases/staff/manageStaff';
import type { Desk } from '../../usecases/staff/readDesks';
import type { SignedInStaff } from '../../usecases/staff/sessions';
import { instant } from './texts';

type DeskView = ResponseOf<'GET /api/desk/me'>;
type DeskSessionView = ResponseOf<'POST /api/desk/session'>;
type StaffView = ResponseOf<'GET /api/desk/staff'>['items'][number];
type StaffWithPasswordView = ResponseOf<'POST /api/desk/staff'>;
type InvitationView = ResponseOf<'POST /api/desk/staff-invitations'>;

const presentOwnStaff = ({ sessionId: _, permissions, ...staff }: Staff): DeskView['staff'] => ({
  ...staff,
  permissions: [...permissions],
});

export const presentDesk = ({ staff, merchant, stores }: Desk): DeskView => ({
  staff: presentOwnStaff(staff),
  merchant: {
    id: merchant.id,
    kind: merchant.kind,
    name: merchant.name,
    suspended: merchant.suspendedAt !== null,
    suspendReason: merchant.suspendReason,
  },
  stores: [...stores],
});

export const presentDeskSession = ({ token, expiresAt, staff }: SignedInStaff): DeskSessionView => ({
  token,
  expiresAt: instant(expiresAt),
  staff: presentOwnStaff(staff),
});

export const presentStaff = (row: StaffRow, now: Date): StaffView => ({
  id: row.id,
  name: row.name,
  role: row.role,
  login: row.login,
  isMember: row.memberId !== null,
  mustChangePassword: row.oneTimeUntil !== null,
  enabled: row.disabledAt === null,
  locked: row.lockedUntil !== null && row.lockedUntil > now,
  createdAt: instant(row.createdAt),
});

export const presentStaffWithPassword = (
  { staff, password }: StaffWithPassword,
  now: Date,
): StaffWithPasswordView => ({ staff: presentStaff(staff, now), password });

export const presentStaffInvitation = (row: StaffInvitationRow): InvitationView => ({
  id: row.id,
  code: row.code,
  scene: staffScene(row.code),
  name: row.name,
  role: row.role,
  createdAt: instant(row.createdAt),
  expiresAt: instant(row.expiresAt),
});
