import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { readInviteScene } from '@paifan/shared/members/scenes';
import { compareRatio, ratio, ZERO_RATIO } from '@paifan/shared/money/ratio';
import type { Database } from '../../db/connect';
import type { ApplicationRow } from '../../db/models/merchants';
import { inTransaction } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { phoneLookup } from '../members/phones';
import { randomCode } from '../orders/orderNumber';
import { assertOwnPictures, type PictureOwner } from '../uploads/ownPictures';
import { hashOf, once } from '../once';
import { findOwnApplication, lockApplication, moved, type Applicant } from './applications';
import { sealApplicationPhone } from './phones';

/** What an applicant tells. */
export type ApplicationDraft = Omit<BodyOf<'PUT /api/applications/:no'>, 'key'>;

const NO_LENGTH = 12;
/** As many may wait for the shop under one phone number: a form that anybody can send is no place to pile up things. */
const MOST_OPEN = 3;

/**
 * Somebody applies for a store or as a supplier. With a key that was used before, the application of then comes back.
 * @param scene of the code that the applicant came by: its member recruited the merchant. SPEC section 9
 * @throws ApiError applications_open, forbidden_phrase, picture_not_found, idempotency_key_reused
 */
export async function submitApplication(
  shop: ShopContext,
  memberId: MemberId | null,
  idempotencyKey: string,
  draft: ApplicationDraft,
  scene: string | undefined,
): Promise<ApplicationRow> {
  const { db, clock } = shop;
  const applicant = memberId === null ? 'form' : `member:${memberId}`;
  const requestHash = hashOf({ draft, scene });
  const find = (): Promise<ApplicationRow | null> =>
    db.applications.findOne({ where: { applicant, idempotencyKey } });
  return once(requestHash, find, async () => {
    const no = randomCode(NO_LENGTH);
    const fields = rowFields(shop, no, draft);
    await assertOwnPictures(db, picturesOf(memberId), [...draft.pictures, ...draft.licences]);
    const open = await db.applications.count({
      where: { phoneLookup: fields.phoneLookup, state: ['submitted', 'negotiating'] },
    });
    if (open >= MOST_OPEN) throw new ApiError('applications_open');
    const recruiterId = await findRecruiter(db, scene, memberId);
    const { id } = await db.applications.create({
      ...{ ...fields, no, state: 'submitted', memberId, recruiterId, applicant },
      ...{ idempotencyKey, requestHash, submittedAt: clock.now() },
    });
    return db.applications.findByPk(id, { rejectOnEmpty: true });
  });
}

/** A form that anybody can send knows its pictures, but not who sends it. */
const picturesOf = (memberId: MemberId | null): PictureOwner =>
  memberId === null ? { kind: 'form' } : { kind: 'member', id: memberId };

/** @throws ApiError forbidden_phrase */
function rowFields(shop: ShopContext, no: string, draft: ApplicationDraft) {
  const { phone, place, commissionRatio, weeklyHours, name, trade, kind, ...rest } = draft;
  assertAllowedTexts({ name, trade });
  return {
    ...{ ...rest, name, trade, kind },
    latitudeE6: place?.latitudeE6 ?? null,
    longitudeE6: place?.longitudeE6 ?? null,
    // Nobody goes to a supplier.
    weeklyHours: kind === 'supplier' ? null : weeklyHours,
    phoneSealed: sealApplicationPhone(shop, no, phone),
    phoneLookup: phoneLookup(shop, phone),
    // A supplier is paid the supply price: there is no commission to speak of.
    proposedRatio: kind === 'supplier' ? ZERO_RATIO : ratio(commissionRatio),
  };
}

/** Who showed the code. Nobody recruits oneself. */
async function findRecruiter(
  db: Database,
  scene: string | undefined,
  memberId: MemberId | null,
): Promise<MemberId | null> {
  const invite = scene === undefined ? null : readInviteScene(scene);
  if (invite?.kind !== 'merchant') return null;
  const recruiter = await db.members.findOne({
    where: { inviteCode: invite.inviteCode },
    attributes: ['id'],
  });
  return recruiter === null || recruiter.id === memberId ? null : recruiter.id;
}

/**
 * The applicant corrects an application and hands it in again. What was offered before is off the table.
 * @throws ApiError application_not_found, application_state, forbidden_phrase, picture_not_found
 */
export async function resubmitApplication(
  shop: ShopContext,
  applicant: Applicant,
  no: string,
  draft: ApplicationDraft,
): Promise<ApplicationRow> {
  const { pictures, licences } = await findOwnApplication(shop, applicant, no);
  const fields = rowFields(shop, no, draft);
  await assertOwnPictures(
    shop.db,
    picturesOf(applicant.memberId),
    [...draft.pictures, ...draft.licences],
    [...pictures, ...licences],
  );
  return inTransaction(shop.db, async (tx) => {
    const row = await lockApplication(shop.db, tx, no);
    return row.update(
      {
        ...{ ...fields, state: moved(row, 'resubmit'), submittedAt: shop.clock.now() },
        ...{ offeredRatio: null, acceptedAt: null, reason: null },
      },
      { transaction: tx },
    );
  });
}

/**
 * The applicant accepts the commission that the shop offers. Repeating it changes nothing.
 * @param seen the offer as the applicant read it
 * @throws ApiError application_not_found; application_state, also when the shop offers something else by now
 */
export async function acceptOffer(
  shop: ShopContext,
  applicant: Applicant,
  no: string,
  seen: string,
): Promise<ApplicationRow> {
  await findOwnApplication(shop, applicant, no);
  return inTransaction(shop.db, async (tx) => {
    const row = await lockApplication(shop.db, tx, no);
    const isIt = row.offeredRatio !== null && compareRatio(row.offeredRatio, ratio(seen)) === 0;
    if (isIt && row.acceptedAt !== null) return row;
    const state = moved(row, 'accept');
    if (!isIt) throw new ApiError('application_state', '抽成比例已更新，请重新查看后确认');
    return row.update({ state, acceptedAt: shop.clock.now() }, { transaction: tx });
  });
}

/** The applicant takes it back. Repeating it changes nothing. @throws ApiError application_not_found, application_state */
export async function withdrawApplication(
  shop: ShopContext,
  applicant: Applicant,
  no: string,
): Promise<ApplicationRow> {
  await findOwnApplication(shop, applicant, no);
  return inTransaction(shop.db, async (tx) => {
    const row = await lockApplication(shop.db, tx, no);
    return row.state === 'withdrawn'
      ? row
      : row.update({ state: moved(row, 'withdraw') }, { transaction: tx });
  });
}
