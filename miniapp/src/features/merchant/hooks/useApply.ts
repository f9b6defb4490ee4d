import { useQueryClient } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { requestPublic, session } from '@/api/client';
import { replace } from '@/navigation';
import { say, useWrite } from '@/ui/useWrite';
import { atPlace, bodyOf, draftOfKept, FRESH, type Draft } from '../draft';

const KEPT = 'application';

interface Kept {
  readonly draft: Draft;
  /** Of the code that the applicant came by: who showed it has brought the merchant in. */
  readonly scene: string;
}

/** What was typed on an earlier visit, and the code of then unless the applicant has come by another one. */
function readKept(scene: string): Kept {
  const kept: unknown = Taro.getStorageSync(KEPT);
  const given = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const earlier = given['scene'];
  return {
    draft: draftOfKept(given['draft']),
    scene: scene === '' && typeof earlier === 'string' ? earlier : scene,
  };
}

const keep = (kept: Kept): void => void Taro.setStorage({ key: KEPT, data: kept }).catch(() => undefined);

/**
 * An application that is being written: kept on this device with every letter, until it was sent.
 * @param scene of a member's code for merchants; empty: none
 * @param correcting the application that is corrected, and how it stands; null: a new one, which alone is kept
 */
export function useApply(scene: string, correcting: { no: string; draft: Draft } | null) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const [kept, setKept] = useState<Kept>(() =>
    correcting === null ? readKept(scene) : { draft: correcting.draft, scene: '' },
  );
  const { draft } = kept;

  const edit = (change: (draft: Draft) => Draft): void =>
    setKept((now) => {
      const next = { ...now, draft: change(now.draft) };
      if (correcting === null) keep(next);
      return next;
    });

  const choosing = useWrite(async () => {
    const chosen = await platform.choosePlace();
    if (chosen !== null) edit((now) => atPlace(now, chosen));
  });

  const sending = useWrite(async () => {
    const body = bodyOf(draft);
    // The routes are open to anybody; here it is always the member who applies.
    await session.token();
    if (correcting === null) {
      const full = kept.scene === '' ? body : { ...body, scene: kept.scene };
      await once(full, (idempotencyKey) =>
        requestPublic('POST /api/applications', { body: full, idempotencyKey }),
      );
      Taro.removeStorageSync(KEPT);
      setKept({ draft: FRESH, scene: '' });
    } else {
      await requestPublic('PUT /api/applications/:no', { params: { no: correcting.no }, body });
    }
    void client.invalidateQueries({ queryKey: ['applications'] });
    say('已提交，等待审核');
    replace('/packages/merchant/state/index', {});
  });

  return { ...kept, edit, choosing, sending };
}
