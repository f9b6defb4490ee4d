import type { ContributionExplanation } from '@paifan/shared/explain/contribution';
import type { AskedGate, GateSight } from '@paifan/shared/explain/gates';
import type { JoiningExplanation, LineExplanation } from '@paifan/shared/explain/line';
import type { PayoutExplanation } from '@paifan/shared/explain/payout';
import { fen } from '@paifan/shared/money/fen';
import { percentText, yuanText } from '@paifan/shared/money/text';
import type { AskedRule, NotApplied } from '@paifan/shared/rebate/ratio/choose';
import type { PayoutKind } from '@paifan/shared/rebate/settle/events';
import type { RewardRow } from '@paifan/shared/rebate/settle/facts';
import type { LineTerms } from '@paifan/shared/rebate/settle/terms';
import { dayText, shanghaiDay, startOfDay, type Instant } from '@paifan/shared/time/shanghai';

/* An explanation of a line as text for people at a terminal. Amounts are yuan, times are Shanghai's. */

const yuan = (amount: number): string => yuanText(fen(amount));

function timeText(at: Instant): string {
  const day = shanghaiDay(at);
  return `${dayText(day)} ${new Date(at - startOfDay(day)).toISOString().slice(11, 19)}`;
}

const columns = (rows: readonly (readonly [left: string, right: string])[]): string[] => {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `    ${left.padEnd(width)}  ${right}`);
};

function whyNot(reason: NotApplied): string {
  switch (reason.why) {
    case 'notSet':
      return 'not set';
    case 'noLevel':
      return 'the buyer has no level';
    case 'levelNotThere':
      return `not set for level ${reason.level}`;
    case 'tierNotReached': {
      const { days, minFen } = reason.tier;
      return `${yuan(reason.spentFen)} spent in ${days} days, ${yuan(minFen)} needed`;
    }
  }
}

function outcomeText({ outcome }: AskedRule): string {
  if ('notApplied' in outcome) return whyNot(outcome.notApplied);
  const { applied } = outcome;
  if ('type' in applied) return 'applies: the right to one draw; until then the next fixed ratio holds';
  const tier =
    applied.tier === undefined
      ? ''
      : ` (at least ${yuan(applied.tier.minFen)} spent in ${applied.tier.days} days)`;
  return `applies: ${percentText(applied.ratio)}${tier}`;
}

function placingText({ placing, terms }: LineExplanation): string[] {
  const { switches, closed, extraction, entitlement, brake } = placing;
  const switchText = (enabled: boolean | null): string =>
    enabled === null ? 'not set, which is on' : enabled ? 'on' : 'off';
  return [
    'When the order was placed',
    `  rebate ${terms.rebateOn ? 'on' : 'off'}`,
    ...columns([
      ...switches.map(({ owner, enabled }) => [owner, switchText(enabled)] as const),
      ...(closed ? [['queue', 'closed'] as const] : []),
    ]),
    `  extraction ${percentText(terms.extractionRatio)}`,
    ...columns(
      extraction.map(({ owner, ratio }) => [owner, ratio === null ? 'not set' : percentText(ratio)] as const),
    ),
    `  entitlement ${percentText(terms.entitlementRatio)}, chosen by ${terms.source}`,
    ...columns(entitlement.map((rule) => [rule.source, outcomeText(rule)] as const)),
    ...(brake === null
      ? []
      : [
          `  braked from ${percentText(brake.ratioBefore)}: ${yuan(brake.coverage.inflowFen)} came in within 30 days, ${yuan(brake.coverage.outstandingFen)} outstanding`,
        ]),
    `  queue ${terms.queue}`,
  ];
}

function sightText(sight: GateSight): string {
  if ('windows' in sight) {
    const windows = sight.windows.map(({ from, to }) => `${from}-${to}`).join(', ');
    return `${sight.scope} ${sight.inside ? 'inside' : 'outside'} ${windows}`;
  }
  return `${sight.scope} allows ${sight.limit}, ${sight.held} held`;
}

const gateText = ({ verdict, seen }: AskedGate): string => {
  const verdictText = verdict === 'notAsked' ? 'not asked' : verdict;
  return seen.length === 0 ? verdictText : `${verdictText}: ${seen.map(sightText).join('; ')}`;
};

function joiningText(joining: JoiningExplanation | null, { randomReturn }: LineTerms): string[] {
  if (joining === null) return ['Not paid'];
  const { at, entitledFen, gates, refusedBy, place } = joining;
  return [
    `When it was paid, ${timeText(at)}`,
    refusedBy === null ? `  joined, entitled to ${yuan(entitledFen)}` : `  did not join: ${refusedBy}`,
    ...columns(gates.map((asked) => [asked.gate, gateText(asked)] as const)),
    ...(place === null || randomReturn === null
      ? []
      : [
          `  random return of ${randomReturn.owner}, ${randomReturn.cashSlots} cash to ${randomReturn.pointsSlots} points: a ${place} place`,
        ]),
  ];
}

function usableText({ isPaused, usableFen }: ContributionExplanation): string {
  if (usableFen === null) return 'the queue takes whatever comes';
  return isPaused ? 'the queue is paused and takes nothing' : `the queue can use ${yuan(usableFen)}`;
}

function contributionText(contribution: ContributionExplanation | null, isOn: boolean): string[] {
  if (contribution === null) return [isOn ? 'No contribution yet' : 'No contribution: the rebate is off'];
  const { at, base, baseFen, ratio, shareFen, profitFen, isCapped, grossFen, takenFen } = contribution;
  return [
    `Contribution of ${yuan(takenFen)}, ${timeText(at)}`,
    `  ${percentText(ratio)} of ${base === 'netPaid' ? 'net paid' : 'profit'} ${yuan(baseFen)} is ${yuan(shareFen)}`,
    `  profit ${yuan(profitFen)}${isCapped ? `: no more than ${yuan(grossFen)} is given` : ''}`,
    `  ${usableText(contribution)}: ${yuan(takenFen)} taken`,
  ];
}

const KINDS: Readonly<Record<PayoutKind, string>> = {
  line: 'its turn in line',
  directAcceleration: 'early, for an order of an invitee',
  indirectAcceleration: "early, for an order of an invitee's invitee",
  resume: 'at the end of a pause',
  unionPayout: 'at the payout of the union',
  merge: 'at a merge of queues',
  windDown: 'at the end of the queue',
  windDownShare: 'its share at the end of the queue',
};

function payoutText({ entry, amountFen, at, kind, cause, paidFrom, chosenBy }: PayoutExplanation): string {
  const by = cause === null ? '' : `, by the step of ${cause.order}/${cause.line}`;
  const money = paidFrom
    .map(({ order, line, amountFen: partFen }) => `${yuan(partFen)} of ${order}/${line}`)
    .join(', ');
  const ratio = `${percentText(chosenBy.ratio)} by ${chosenBy.source}${chosenBy.isDrawn ? ', drawn' : ''}`;
  return `  ${timeText(at)}  ${yuan(amountFen)} to ${entry} (${ratio}): ${KINDS[kind]}${by}; out of ${money}`;
}

const rewardText = ({ kind, member, ratio, amountFen, state }: RewardRow): string =>
  `  ${kind} to ${member}: ${percentText(ratio)}, ${yuan(amountFen)}, ${state}`;

const part = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines];

/** Everything that was decided about a line, with the reasons, as lines of text. */
export function explanationText(explanation: LineExplanation): string {
  const { line, terms, joining, contribution, rewards, entry, received, paid } = explanation;
  const at = line.store === null ? '' : ` at store ${line.store}`;
  const of = line.product === null ? '' : `, product ${line.product}`;
  const entryLines =
    entry === null
      ? []
      : [
          `  position ${entry.position}, ${entry.state}: ${yuan(entry.rewardedFen)} of ${yuan(entry.entitledFen)}`,
        ];
  return [
    `${line.name}: ${line.kind} order of ${line.member}${at}${of}`,
    `  paid ${yuan(line.paidFen)}, refunded ${yuan(line.refundedFen)}, stands as contributed ${yuan(line.contributedFen)}`,
    ...placingText(explanation),
    ...joiningText(joining, terms),
    ...contributionText(contribution, terms.rebateOn),
    ...part('Rewards beside the queue', rewards.map(rewardText)),
    ...part('Its entry now', entryLines),
    ...part('What its entry received', received.map(payoutText)),
    ...part('What its step paid', paid.map(payoutText)),
    '',
  ].join('\n');
}
