import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type {
  CashierCodeId,
  MemberId,
  MerchantId,
  OperatorId,
  StaffId,
  StaffInvitationId,
  StoreId,
} from '@paifan/shared/ids/ids';
import { APPLICATION_STATES, type ApplicationState } from '@paifan/shared/merchants/applicationStates';
import type { OpenHours } from '@paifan/shared/merchants/hours';
import {
  MERCHANT_KINDS,
  STAFF_ROLE_NAMES,
  type MerchantKind,
  type StaffRole,
} from '@paifan/shared/merchants/permissions';
import type { Ratio } from '@paifan/shared/money/ratio';
import {
  coordinateOrNull,
  countFromZero,
  dayOrNull,
  generatedId,
  hash,
  id,
  idOrNull,
  json,
  jsonOrNull,
  oneOf,
  ratio,
  ratioOrNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** Who sells beside the shop itself. Never removed: orders name it. */
export interface MerchantRow extends Model<
  InferAttributes<MerchantRow>,
  InferCreationAttributes<MerchantRow>
> {
  id: CreationOptional<MerchantId>;
  kind: MerchantKind;
  name: string;
  contactName: string;
  /** Encrypted. */
  contactPhoneSealed: CreationOptional<string | null>;
  /** The platform's share of a store's sale; a supplier is paid the supply price. */
  commissionRatio: Ratio;
  /** `YYYY-MM-DD`, both included; null: open. */
  contractFrom: CreationOptional<string | null>;
  contractUntil: CreationOptional<string | null>;
  recruiterId: CreationOptional<MemberId | null>;
  /** Its own account at WeChat Pay. */
  subMchid: CreationOptional<string | null>;
  /** Sells nothing while it is. */
  suspendedAt: CreationOptional<Date | null>;
  suspendReason: CreationOptional<string | null>;
  createdAt: Date;
}

export const defineMerchants = (sequelize: Sequelize): ModelStatic<MerchantRow> =>
  sequelize.define<MerchantRow>('merchants', {
    id: generatedId,
    kind: oneOf(...MERCHANT_KINDS),
    name: text(64),
    contactName: text(32),
    contactPhoneSealed: textOrNull(160),
    commissionRatio: ratio,
    contractFrom: dayOrNull,
    contractUntil: dayOrNull,
    recruiterId: idOrNull,
    subMchid: textOrNull(32),
    suspendedAt: timeOrNull,
    suspendReason: textOrNull(200),
    createdAt: time,
  });

/** Somebody at a merchant's desk: a member in the mini-program, a login in the console, or both. */
export interface StaffRow extends Model<InferAttributes<StaffRow>, InferCreationAttributes<StaffRow>> {
  id: CreationOptional<StaffId>;
  merchantId: MerchantId;
  name: string;
  role: StaffRole;
  memberId: CreationOptional<MemberId | null>;
  /** In lower case. */
  login: CreationOptional<string | null>;
  passwordHash: CreationOptional<string | null>;
  /** Somebody else made the password: it is good until then, and has to be changed. null: one's own. */
  oneTimeUntil: CreationOptional<Date | null>;
  failedAttempts: CreationOptional<number>;
  lockedUntil: CreationOptional<Date | null>;
  disabledAt: CreationOptional<Date | null>;
  createdAt: Date;
}

export const defineStaff = (sequelize: Sequelize): ModelStatic<StaffRow> =>
  sequelize.define<StaffRow>('staff', {
    id: generatedId,
    merchantId: id,
    name: text(32),
    role: oneOf(...STAFF_ROLE_NAMES),
    memberId: idOrNull,
    login: textOrNull(32),
    passwordHash: textOrNull(255),
    oneTimeUntil: timeOrNull,
    failedAttempts: countFromZero,
    lockedUntil: timeOrNull,
    disabledAt: timeOrNull,
    createdAt: time,
  });

/** How a member becomes staff: by a code that is good once. */
export interface StaffInvitationRow extends Model<
  InferAttributes<StaffInvitationRow>,
  InferCreationAttributes<StaffInvitationRow>
> {
  id: CreationOptional<StaffInvitationId>;
  merchantId: MerchantId;
  code: string;
  name: string;
  role: StaffRole;
  idempotencyKey: string;
  requestHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
  /** Who came by it. */
  staffId: CreationOptional<StaffId | null>;
  revokedAt: CreationOptional<Date | null>;
}

export const defineStaffInvitations = (sequelize: Sequelize): ModelStatic<StaffInvitationRow> =>
  sequelize.define<StaffInvitationRow>('staff_invitations', {
    id: generatedId,
    merchantId: id,
    code: text(16),
    name: text(32),
    role: oneOf(...STAFF_ROLE_NAMES),
    idempotencyKey: text(64),
    requestHash: hash,
    createdAt: time,
    expiresAt: time,
    staffId: idOrNull,
    revokedAt: timeOrNull,
  });

/** Somebody wants to sell here. */
export interface ApplicationRow extends Model<
  InferAttributes<ApplicationRow>,
  InferCreationAttributes<ApplicationRow>
> {
  id: CreationOptional<string>;
  no: string;
  kind: MerchantKind;
  state: ApplicationState;
  /** null: came by the console's form, without signing in. */
  memberId: CreationOptional<MemberId | null>;
  name: string;
  trade: string;
  contactName: string;
  phoneSealed: string;
  phoneLookup: Buffer;
  district: string;
  address: string;
  latitudeE6: CreationOptional<number | null>;
  longitudeE6: CreationOptional<number | null>;
  /** null: not told, or of a supplier. */
  weeklyHours: CreationOptional<readonly OpenHours[] | null>;
  pictures: readonly string[];
  licences: readonly string[];
  /** The commission that the applicant proposes. */
  proposedRatio: Ratio;
  /** What the shop offers instead. */
  offeredRatio: CreationOptional<Ratio | null>;
  acceptedAt: CreationOptional<Date | null>;
  reason: CreationOptional<string | null>;
  recruiterId: CreationOptional<MemberId | null>;
  /** What became of it. */
  merchantId: CreationOptional<MerchantId | null>;
  /** `member:7`, or `form`. */
  applicant: string;
  idempotencyKey: string;
  requestHash: Buffer;
  /** Last. */
  submittedAt: Date;
  reviewedById: CreationOptional<OperatorId | null>;
  reviewedAt: CreationOptional<Date | null>;
}

export const defineApplications = (sequelize: Sequelize): ModelStatic<ApplicationRow> =>
  sequelize.define<ApplicationRow>('applications', {
    id: generatedId,
    no: text(32),
    kind: oneOf(...MERCHANT_KINDS),
    state: oneOf(...APPLICATION_STATES),
    memberId: idOrNull,
    name: text(64),
    trade: text(32),
    contactName: text(32),
    phoneSealed: text(160),
    phoneLookup: hash,
    district: text(64),
    address: text(255),
    latitudeE6: coordinateOrNull,
    longitudeE6: coordinateOrNull,
    weeklyHours: jsonOrNull,
    pictures: json,
    licences: json,
    proposedRatio: ratio,
    offeredRatio: ratioOrNull,
    acceptedAt: timeOrNull,
    reason: textOrNull(200),
    recruiterId: idOrNull,
    merchantId: idOrNull,
    applicant: text(40),
    idempotencyKey: text(64),
    requestHash: hash,
    submittedAt: time,
    reviewedById: idOrNull,
    reviewedAt: timeOrNull,
  });

/** A printed code that opens a store's cashier. Never removed: whoever scans an old one is told that it is good no more. */
export interface CashierCodeRow extends Model<
  InferAttributes<CashierCodeRow>,
  InferCreationAttributes<CashierCodeRow>
> {
  id: CreationOptional<CashierCodeId>;
  storeId: StoreId;
  scene: string;
  /** Where it hangs: a table, a till. */
  label: string;
  /** The code in whose place it came. */
  replacesId: CreationOptional<CashierCodeId | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  createdAt: Date;
  revokedAt: CreationOptional<Date | null>;
}

export const defineCashierCodes = (sequelize: Sequelize): ModelStatic<CashierCodeRow> =>
  sequelize.define<CashierCodeRow>('cashier_codes', {
    id: generatedId,
    storeId: id,
    scene: text(32),
    label: text(32),
    replacesId: idOrNull,
    idempotencyKey: text(64),
    requestHash: hash,
    createdAt: time,
    revokedAt: timeOrNull,
  });
