import { Cron } from 'croner';
import type { Config } from '../config';
import type { ShopContext } from '../usecases/context';

/** Every hour: WeChat Pay asks for twice a day at least, and a start without network is made good soon. */
const SCHEDULE = '0 17 * * * *';

/**
 * Downloads WeChat Pay's platform certificates now and every hour, long before the ones in use run out. This is no row of
 * the table of jobs: every process holds keys of its own.
 * @returns how to stop it
 */
export async function keepPlatformKeysFresh(shop: ShopContext, config: Config): Promise<() => Promise<void>> {
  const { credentials } = config.wechat;
  // The simulator's keys are known, and a merchant with a WeChat Pay public key has no certificates to download.
  if (credentials === null || credentials.platformPublicKey) return () => Promise.resolve();
  await refresh(shop);
  const timer = new Cron(SCHEDULE, { protect: true }, () => refresh(shop));
  return () => {
    timer.stop();
    return Promise.resolve();
  };
}

async function refresh({ wechat, logger }: ShopContext): Promise<void> {
  const outcome = await wechat.refreshPlatformKeys();
  if (outcome.kind === 'ok')
    logger.info({ keys: outcome.value.length }, 'the platform keys of WeChat Pay are fresh');
  else
    logger.error(
      { outcome: outcome.kind },
      'WeChat Pay gave no platform certificates; the known ones stay in use',
    );
}
