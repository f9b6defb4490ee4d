import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MemberId } from '@paifan/shared/ids/ids';
import { oddsOf } from '@paifan/shared/rebate/lottery/drawFromSeed';
import { queueName } from '@paifan/shared/texts/queues';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import type { MemberName } from '../../db/names';
import type { LineExplained } from '../../usecases/explain/explainLine';
import { NOBODY, type Placing, type RuleTest } from '../../usecases/explain/testRules';
import { presentDeskEntry } from './adminQueues';
import { queueNotice } from './queueNotices';
import { conditions, explain, refusalText } from './ruleTexts';
import { instant } from './texts';

type TestView = ResponseOf<'POST /api/admin/rules/test'>;
type PlacingView = TestView['placing'];
type ExplanationView = ResponseOf<'GET /api/admin/explain/:orderNo/:line'>;
type NameOf = (id: MemberId) => MemberName;

const memberOf = (nameOf: NameOf, id: MemberId) => ({ id, nickname: nameOf(id).nickname });

/** null: the buyer of a test who is not named. */
const memberOrBuyer = (nameOf: NameOf, id: MemberId) => (id === NOBODY ? null : memberOf(nameOf, id));

function presentPlacing({ terms, explanation }: Placing): PlacingView {
  const odds = terms.lottery === null ? null : oddsOf(terms.lottery);
  return {
    queueKey: terms.queue,
    queueName: queueName(terms.queue),
    rebateOn: terms.rebateOn,
    switches: explanation.switches.map((asked) => ({ ...asked })),
    extractionRatio: terms.extractionRatio,
    extraction: explanation.extraction.map((asked) => ({ ...asked })),
    entitlementRatio: terms.entitlementRatio,
    sourceText: sourceText(terms.source),
    entitlement: explain(explanation.entitlement),
    odds: odds?.type === 'fixed' ? { ...odds, prizes: [...odds.prizes] } : odds,
    conditions: conditions(terms.gates),
    notice: queueNotice(terms, explanation),
  };
}

export const presentRuleTest = (test: RuleTest): TestView => ({
  placing: presentPlacing(test.quote),
  joins: test.joins,
  noEntryReason: test.noEntryReason && refusalText(test.noEntryReason),
  grossFen: test.grossFen,
  contributedFen: test.contributedFen,
  payments: test.payments.map(({ memberId, ...payment }) => ({
    ...payment,
    member: memberOrBuyer(test.nameOf, memberId),
  })),
  rewards: test.rewards.map(({ kind, member, ratio, amountFen }) => ({
    kind,
    member: memberOf(test.nameOf, member),
    ratio,
    amountFen,
  })),
});

export function presentExplanation(explained: LineExplained): ExplanationView {
  const { order, line, entry, nameOf, orderNos } = explained;
  const member = memberOf(nameOf, order.memberId);
  return {
    orderNo: order.no,
    line: line.lineNo,
    member,
    title: line.title,
    paidFen: line.paidFen,
    refundedFen: line.refundedFen,
    contributedFen: line.contributedFen,
    placing: presentPlacing(explained.placing),
    entry: entry && presentDeskEntry({ entry, nickname: member.nickname }),
    noEntryReason: explained.noEntryReason && refusalText(explained.noEntryReason),
    received: explained.received.map(({ at, amountFen, kind, causeOrder, paidFrom }) => ({
      at: instant(at),
      amountFen,
      kind,
      causeOrderNo: causeOrder && (orderNos.get(causeOrder) ?? null),
      paidFrom: paidFrom.map((lot) => ({
        orderNo: lot.order && (orderNos.get(lot.order) ?? null),
        amountFen: lot.amountFen,
      })),
    })),
    paid: explained.paid.map(({ memberId, ...payment }) => ({
      ...payment,
      member: memberOf(nameOf, memberId),
    })),
    rewards: explained.rewards.map(({ memberId, ...reward }) => ({
      ...reward,
      member: memberOf(nameOf, memberId),
    })),
  };
}
