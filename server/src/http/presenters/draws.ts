import type { ResponseOf } from '@paifan/shared/contract/contract';
import { oddsOf } from '@paifan/shared/rebate/lottery/drawFromSeed';
import { drawRefusalText, type DrawView as FoundDraw } from '../../usecases/draws/draws';
import { exchangeRefusalText, type Exchange, type ExchangePreview } from '../../usecases/draws/exchanges';
import type { Commitment } from '../../usecases/draws/seeds';
import { instant, instantOrNull } from './texts';

type DrawView = ResponseOf<'GET /api/draws/:entryId'>;
type CommitmentView = ResponseOf<'GET /api/draws/commitments'>['items'][number];
type ExchangeView = ResponseOf<'GET /api/queue/exchanges/:id'>;
type PreviewView = ResponseOf<'GET /api/queue/entries/:id/exchange'>;

export function presentDraw({ lottery, made, refusal, ...draw }: FoundDraw): DrawView {
  const odds = oddsOf(lottery);
  return {
    entryId: draw.entryId,
    state: draw.state,
    refusal: drawRefusalText(refusal),
    odds: odds.type === 'fixed' ? { ...odds, prizes: [...odds.prizes] } : odds,
    brakeFactor: draw.brakeFactor,
    outcome: draw.outcome,
    ratio: draw.state === 'applied' ? draw.ratio : null,
    entitledFen: draw.state === 'applied' ? draw.entitledFen : null,
    nonce: made?.nonce ?? null,
    day: made?.day ?? null,
    commitment: made?.commitment ?? null,
    seed: made?.seed ?? null,
    askedAt: instantOrNull(made?.askedAt ?? null),
  };
}

export const presentCommitment = ({
  day,
  commitment,
  publishedAt,
  seed,
  revealedAt,
}: Commitment): CommitmentView => ({
  day,
  commitment,
  publishedAt: instant(publishedAt),
  seed,
  revealedAt: instantOrNull(revealedAt),
});

export const presentExchange = (exchange: Exchange): ExchangeView => ({
  id: exchange.id,
  entryId: exchange.entryId,
  asset: exchange.asset,
  ratio: exchange.ratio,
  state: exchange.state,
  refusal: exchangeRefusalText(exchange.refusal),
  amount: exchange.amount,
  askedAt: instant(exchange.askedAt),
  settledAt: instantOrNull(exchange.settledAt),
});

/** What remains to the entry would follow from the amounts: where setting 21 hides it, it is the member's own all the same. */
export const presentExchangePreview = ({ refusal, offers, latest }: ExchangePreview): PreviewView => ({
  available: refusal === null,
  refusal: exchangeRefusalText(refusal),
  offers: offers.map((offer) => ({ ...offer })),
  final: true,
  latest: latest && presentExchange(latest),
});
