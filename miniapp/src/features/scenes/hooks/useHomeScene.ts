import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Failure } from '@paifan/shared/client/failure';
import { open, pageParam } from '@/navigation';
import { say } from '@/ui/useWrite';
import { sceneQuery } from '../api/queries';
import { openScene } from '../openScene';
import { sceneOf } from '../sceneOf';
import { isRevokedCashier } from './useScan';

/**
 * The home page may be opened by any code of the shop: what the code is for opens above it.
 * @returns what there is to say when it is for nothing; null: nothing
 */
export function useHomeScene(): string | null {
  const [given] = useState(() => pageParam('scene'));
  const scene = sceneOf(`?scene=${encodeURIComponent(given)}`);
  const { data, error } = useQuery({
    ...sceneQuery(scene ?? ''),
    enabled: scene !== null,
    staleTime: Infinity,
  });

  useEffect(() => {
    if (scene === null || data === undefined) return;
    if (data.kind === 'invite') say(`${data.inviterName} 邀请你来逛逛`);
    else openScene(scene, data);
  }, [data]);
  const revoked = isRevokedCashier(error);
  useEffect(() => {
    if (scene !== null && revoked) open('/packages/store/cashier/index', { scene });
  }, [revoked]);

  if (given === '' || revoked) return null;
  if (scene === null) return '没有认出这个码';
  return error instanceof Failure ? error.message : null;
}
