import { useQueryClient } from '@tanstack/react-query';
import { Failure } from '@paifan/shared/client/failure';
import { platform } from '@platform/platform';
import { open } from '@/navigation';
import { say, useWrite } from '@/ui/useWrite';
import { sceneQuery } from '../api/queries';
import { arriveBy } from '../arriveBy';
import { openScene } from '../openScene';
import { sceneOf } from '../sceneOf';

/** What the API says of a cashier's code that was good once: the cashier's page has a way on from there. */
export const isRevokedCashier = (thrown: unknown): boolean =>
  thrown instanceof Failure && thrown.code === 'cashier_code_revoked';

/** Scans a code and opens what it is for. Whoever closes the camera again stays where they are. */
export function useScan() {
  const client = useQueryClient();
  return useWrite(async () => {
    const scanned = await platform.scan();
    if (scanned === null) return;
    const scene = sceneOf(scanned);
    if (scene === null) return say('这不是本店的码');
    arriveBy({ scene });
    try {
      openScene(scene, await client.fetchQuery(sceneQuery(scene)));
    } catch (thrown) {
      if (!isRevokedCashier(thrown)) throw thrown;
      open('/packages/store/cashier/index', { scene });
    }
  });
}
