import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { request } from '@/api/client';
import { replace } from '@/navigation';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import type { Gift } from '../api/queries';
import { giftPriceText } from '../words';

/** Redeems a gift: where it goes, whether the member is sure, then the one request. */
export function useRedeem() {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async (gift: Gift, quantity: number) => {
    const chosen = await platform.chooseAddress();
    if (chosen === null) return;
    const { name, phone, province, city, district, detail } = chosen;
    const agreed = await ask({
      title: `用 ${giftPriceText(gift, quantity)} 兑换？`,
      content: `${gift.title} × ${quantity}，寄给 ${name}。发货前可以取消。`,
    });
    if (!agreed) return;
    const region = [...new Set([province, city, district])].join(' ');
    const body = { quantity, address: { name, phone, region, detail } };
    await once({ id: gift.id, ...body }, (idempotencyKey) =>
      request('POST /api/gifts/:id/redeem', { params: { id: gift.id }, body, idempotencyKey }),
    );
    for (const key of ['gifts', 'me']) void client.invalidateQueries({ queryKey: [key] });
    say('兑换成功');
    replace('/packages/gifts/orders/index', {});
  });
}
