import type { Desk } from '../deskOrders/listDeskOrders';
import type { ShopContext } from '../context';
import type { RunningJob } from '../longJobs/runningJob';

/** Whose desk asked for a job: it gets what is of this merchant, and nothing else. @throws when no desk did */
export async function deskOf({ db }: Pick<ShopContext, 'db'>, { row }: RunningJob): Promise<Desk> {
  const { id, kind } = await db.merchants.findByPk(row.merchantId ?? '', { rejectOnEmpty: true });
  return { merchantId: id, merchantKind: kind };
}
