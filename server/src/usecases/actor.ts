import type { MemberId, MerchantId, OperatorId } from '@paifan/shared/ids/ids';

/** Who does something to an order. Whether they may is judged before, by the route. */
export interface Actor {
  readonly kind: 'member' | 'operator' | 'merchant' | 'system';
  readonly id: string;
}

/** The shop itself: a job, or news from WeChat. */
export const THE_SHOP: Actor = { kind: 'system', id: 'shop' };

export const memberActor = (id: MemberId): Actor => ({ kind: 'member', id });

export const operatorActor = ({ id }: { readonly id: OperatorId }): Actor => ({ kind: 'operator', id });
/** A merchant's desk, whoever of its staff does it. */
export const merchantActor = (id: MerchantId): Actor => ({ kind: 'merchant', id });

/** As it stands in a row: `operator:7`. */
export const actorText = ({ kind, id }: Actor): string => `${kind}:${id}`;
