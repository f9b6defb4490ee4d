import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { entryId } from '@paifan/shared/ids/ids';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { request } from '@/api/client';
import { ask } from '@/ui/ask';
import { useWrite } from '@/ui/useWrite';
import type { ExchangeOffer } from '../api/desk';
import { ASSET_TEXT } from '../words';

/** Gives up what remains to an entry for what is offered. It is final, so it asks before. */
export function useExchange(id: string, exchangeName: string) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async ({ asset, amount, ratio }: ExchangeOffer) => {
    const agreed = await ask({
      title: `确定${exchangeName}？`,
      content: `得到 ${hundredthsText(amount)} ${ASSET_TEXT[asset]}，这一单剩下的权益不再排队，不能撤销。`,
    });
    if (!agreed) return;
    const body = { asset, expectedRatio: ratio };
    try {
      await once(body, (idempotencyKey) =>
        request('POST /api/queue/entries/:id/exchange', {
          params: { id: entryId(id) },
          body,
          idempotencyKey,
        }),
      );
    } finally {
      for (const key of ['queue', 'me']) void client.invalidateQueries({ queryKey: [key] });
    }
  });
}
