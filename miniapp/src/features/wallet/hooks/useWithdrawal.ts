import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { withdrawalId } from '@paifan/shared/ids/ids';
import { request } from '@/api/client';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import type { Withdrawal, WithdrawalRequest } from '../api/queries';

/**
 * Asking for a withdrawal, confirming it in WeChat, taking it back. The server keeps WeChat's package for 24 hours, so a confirmation that
 * was left can be opened again.
 * @param follow called with the withdrawal that the member has confirmed, or null, when its state is about to move
 */
export function useWithdrawal(follow: (confirmedId: string | null) => void) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const renew = () => client.invalidateQueries({ queryKey: ['me'] });

  const asking = useWrite(async (body: WithdrawalRequest) => {
    try {
      await once(body, (idempotencyKey) => request('POST /api/me/withdrawals', { body, idempotencyKey }));
    } finally {
      follow(null);
      await renew();
    }
  });

  const confirming = useWrite(async ({ id }: Withdrawal) => {
    const params = await request('POST /api/me/withdrawals/:id/confirm-params', {
      params: { id: withdrawalId(id) },
    });
    const outcome = await platform.confirmTransfer(params);
    // Whatever WeChat's page said, WeChat Pay tells the server how it stands.
    if (outcome === 'done') follow(id);
    else say(outcome === 'cancelled' ? '还没有确认收款，可以再点一次' : '没有打开收款确认，请再试一次');
    await renew();
  });

  const cancelling = useWrite(async ({ id }: Withdrawal) => {
    if (!(await ask({ title: '取消这笔提现？', content: '金额会退回你的余额。' }))) return;
    await request('POST /api/me/withdrawals/:id/cancel', { params: { id: withdrawalId(id) } });
    follow(null);
    await renew();
  });

  return { asking, confirming, cancelling };
}
