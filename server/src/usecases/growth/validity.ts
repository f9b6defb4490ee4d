import { settingsInForce } from '../../db/settings';
import type { ShopContext } from '../context';

/** For how many hours after a scan a first sign-in binds the inviter; 0: without end. */
export async function inviteValidHours({ db, clock }: Pick<ShopContext, 'db' | 'clock'>): Promise<number> {
  return (await settingsInForce(db, clock.now())).settings.inviteValidHours;
}
