import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { FreightTemplateId, OperatorId, ProductId } from '@paifan/shared/ids/ids';
import { audit, type AuditState } from '../../db/audit';
import { isDuplicate } from '../../db/errors';
import type { FreightTemplateRow } from '../../db/models/checkout';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** A freight template as an operator writes it. */
export type TemplateDraft = BodyOf<'POST /api/admin/freight-templates'>;

const subjectOf = (id: FreightTemplateId): string => `freightTemplate:${id}`;

const stateOf = (template: FreightTemplateRow): AuditState => ({
  name: template.name,
  chargeBy: template.chargeBy,
  regions: template.regions,
  elsewhere: template.elsewhere,
  freeFromFen: template.freeFromFen,
  freeFromPieces: template.freeFromPieces,
});

/** All templates; a shop has a few. */
export const readTemplates = ({ db }: Pick<Office, 'db'>): Promise<FreightTemplateRow[]> =>
  db.freightTemplates.findAll({ order: [['id', 'ASC']] });

/** Adds a template. @throws ApiError freight_template_taken, forbidden_phrase */
export async function createTemplate(
  { db, clock }: Office,
  by: OperatorId,
  draft: TemplateDraft,
): Promise<FreightTemplateRow> {
  assertAllowedTexts({ name: draft.name });
  return refusingTaken(() =>
    inTransaction(db, async (tx) => {
      const at = clock.now();
      const template = await db.freightTemplates.create({ ...draft, createdAt: at }, { transaction: tx });
      await audit(tx, {
        ...{ at, operatorId: by, action: 'freightTemplate.created', subject: subjectOf(template.id) },
        ...{ before: null, after: stateOf(template) },
      });
      return template;
    }),
  );
}

/** Changes a template, for orders from now on. @throws ApiError freight_template_not_found, freight_template_taken, forbidden_phrase */
export async function changeTemplate(
  { db, clock }: Office,
  by: OperatorId,
  id: FreightTemplateId,
  draft: TemplateDraft,
): Promise<FreightTemplateRow> {
  assertAllowedTexts({ name: draft.name });
  return refusingTaken(() =>
    inTransaction(db, async (tx) => {
      const template = await lockTemplate({ db }, tx, id);
      const before = stateOf(template);
      await template.update(draft, { transaction: tx });
      await audit(tx, {
        ...{ at: clock.now(), operatorId: by, action: 'freightTemplate.changed', subject: subjectOf(id) },
        ...{ before, after: stateOf(template) },
      });
      return template;
    }),
  );
}

/** Takes a template away that no product uses. @throws ApiError freight_template_not_found, freight_template_in_use */
export async function removeTemplate(
  { db, clock }: Office,
  by: OperatorId,
  id: FreightTemplateId,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const template = await lockTemplate({ db }, tx, id);
    const user = await db.products.findOne({
      where: { freightTemplateId: id },
      attributes: ['id'],
      transaction: tx,
    });
    if (user !== null) throw new ApiError('freight_template_in_use');
    await template.destroy({ transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'freightTemplate.deleted', subject: subjectOf(id) },
      ...{ before: stateOf(template), after: null },
    });
  });
}

/**
 * Lets products be sent by a template.
 * @returns how many were sent by another one, or for free
 * @throws ApiError freight_template_not_found, product_not_found (then none is changed)
 */
export async function assignTemplate(
  { db, clock }: Office,
  by: OperatorId,
  id: FreightTemplateId,
  productIds: readonly ProductId[],
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockTemplate({ db }, tx, id);
    const wanted = [...new Set(productIds)];
    const products = await db.products.findAll({
      where: { id: wanted },
      attributes: ['id', 'freightTemplateId'],
      order: [['id', 'ASC']],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
    });
    const missing = wanted.find((productId) => !products.some((product) => product.id === productId));
    if (missing !== undefined) throw new ApiError('product_not_found', undefined, { productId: missing });
    const changed = products.filter(({ freightTemplateId }) => freightTemplateId !== id);
    if (changed.length > 0)
      await execute(tx, 'UPDATE products SET freight_template_id = ? WHERE id IN (?)', [
        id,
        changed.map((product) => product.id),
      ]);
    const templatesOf = (template: (product: (typeof changed)[number]) => FreightTemplateId | null) =>
      Object.fromEntries(changed.map((product) => [product.id, template(product)]));
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'freightTemplate.assigned', subject: subjectOf(id) },
      ...{ before: templatesOf((product) => product.freightTemplateId), after: templatesOf(() => id) },
    });
    return changed.length;
  });
}

async function lockTemplate(
  { db }: Pick<Office, 'db'>,
  tx: Tx,
  id: FreightTemplateId,
): Promise<FreightTemplateRow> {
  const template = await db.freightTemplates.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (!template) throw new ApiError('freight_template_not_found');
  return template;
}

async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) throw new ApiError('freight_template_taken');
    throw error;
  }
}
