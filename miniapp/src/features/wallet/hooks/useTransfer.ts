import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { fen } from '@paifan/shared/money/fen';
import { request } from '@/api/client';
import { BALANCE_TEXT } from '@/features/me/words';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import type { Transferable } from '../api/queries';

interface Given {
  balance: Transferable;
  inviteCode: string;
  /** Hundredths. */
  amount: number;
}

/** Hands points, love or a voucher to another member, who is known by their invite code. */
export function useTransfer(onDone: () => void) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async ({ balance, inviteCode, amount }: Given) => {
    const agreed = await ask({
      title: `转赠 ${hundredthsText(amount)} ${BALANCE_TEXT[balance]}？`,
      content: `给邀请码 ${inviteCode} 的会员，转出后不能收回。`,
    });
    if (!agreed) return;
    const body = { to: { inviteCode }, balance, amount: fen(amount) };
    const made = await once(body, (idempotencyKey) =>
      request('POST /api/me/transfers', { body, idempotencyKey }),
    );
    await client.invalidateQueries({ queryKey: ['me'] });
    onDone();
    say(`已转给 ${made.to.nickname}`);
  });
}
