import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { Level } from '@paifan/shared/members/levels';
import { levelsNamed } from '@paifan/shared/settings/levelsNamed';
import { audit, type AuditState } from '../../db/audit';
import { isDuplicate } from '../../db/errors';
import type { LevelRow } from '../../db/models/levels';
import { execute } from '../../db/query';
import { settingsFrom } from '../../db/settings';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { toLevel } from './levels';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** Ids may have letters of any script; the audit log keeps plain ones. */
const subjectOf = (id: string): string => `level:${encodeURIComponent(id)}`.slice(0, 128);

const stateOf = ({ name, rank, conditions }: Level): AuditState => ({ name, rank, conditions });

/** Everybody who was judged before is judged again; whoever else changes a level waits here. */
const raiseRevision = (tx: Tx): Promise<number> =>
  execute(tx, 'UPDATE level_revision SET revision = revision + 1');

/** Adds a level. @throws ApiError level_taken (its id or its rank), forbidden_phrase */
export async function createLevel(office: Office, by: OperatorId | null, level: Level): Promise<Level> {
  assertAllowedTexts({ id: level.id, name: level.name });
  return refusingTaken(() =>
    inTransaction(office.db, async (tx) => {
      await raiseRevision(tx);
      const at = office.clock.now();
      const row = await office.db.levels.create({ ...level, createdAt: at }, { transaction: tx });
      await audit(tx, {
        ...{ at, operatorId: by, action: 'level.created', subject: subjectOf(row.id) },
        ...{ before: null, after: { id: row.id, ...stateOf(row) } },
      });
      return toLevel(row);
    }),
  );
}

/** What of a level can be changed: all but its id, which settings and members name. */
export type LevelChange = Omit<Level, 'id'>;

/** Changes a level; who is judged by it is judged anew. @throws ApiError level_not_found, level_taken, forbidden_phrase */
export async function changeLevel(
  office: Office,
  by: OperatorId,
  id: string,
  change: LevelChange,
): Promise<Level> {
  assertAllowedTexts({ name: change.name });
  return refusingTaken(() =>
    inTransaction(office.db, async (tx) => {
      await raiseRevision(tx);
      const row = await findLevel(office, tx, id);
      const before = stateOf(row);
      await row.update(change, { transaction: tx });
      await audit(tx, {
        ...{ at: office.clock.now(), operatorId: by, action: 'level.changed', subject: subjectOf(row.id) },
        ...{ before: { id, ...before }, after: { id, ...stateOf(row) } },
      });
      return toLevel(row);
    }),
  );
}

/**
 * Takes a level away that nobody has and that neither the settings in force nor scheduled ones name.
 * @throws ApiError level_not_found, level_in_use
 */
export async function deleteLevel({ db, clock }: Office, by: OperatorId, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await raiseRevision(tx);
    const row = await findLevel({ db }, tx, id);
    const now = clock.now();
    if ((await settingsFrom(tx, now)).some(({ settings }) => levelsNamed(settings).has(id)))
      throw new ApiError('level_in_use', '当前或定时生效的设置中使用了该等级，请先修改设置');
    const holder = await db.members.findOne({ where: { level: id }, attributes: ['id'], transaction: tx });
    if (holder !== null) throw new ApiError('level_in_use', '仍有会员属于该等级，不能删除');
    await row.destroy({ transaction: tx });
    await audit(tx, {
      ...{ at: now, operatorId: by, action: 'level.deleted', subject: subjectOf(row.id) },
      ...{ before: { id, ...stateOf(row) }, after: null },
    });
  });
}

async function findLevel({ db }: Pick<Office, 'db'>, tx: Tx, id: string): Promise<LevelRow> {
  const row = await db.levels.findByPk(id, { transaction: tx });
  if (row === null) throw new ApiError('level_not_found');
  return row;
}

async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) throw new ApiError('level_taken');
    throw error;
  }
}
