import { COVERAGE_DAYS } from '../rebate/brake/brake';
import type { Recorder } from '../rebate/settle/desk';
import type { QueueEvent } from '../rebate/settle/events';
import type { EntryRow, RewardRow } from '../rebate/settle/facts';
import { lineOfPart, type PlayedLine } from './played';
import { Waits } from './waits';

/** What came into a pool and left it, and what was granted beside the queue; in fen. */
export interface Flow {
  contributedFen: number;
  withdrawnFen: number;
  paidFen: number;
  takenBackFen: number;
  /** Granted, less what refunds reduced and cancelled. */
  rewardsFen: number;
}

export const noFlow = (): Flow => ({
  contributedFen: 0,
  withdrawnFen: 0,
  paidFen: 0,
  takenBackFen: 0,
  rewardsFen: 0,
});

/** What came in, less what refunds withdrew. */
export const inflowOf = ({ contributedFen, withdrawnFen }: Flow): number => contributedFen - withdrawnFen;

/** What entries received and kept. */
export const paidOf = ({ paidFen, takenBackFen }: Flow): number => paidFen - takenBackFen;

/** What came in up to the end of each day, so that the inflow of the last days is a difference. */
export class InflowByDay {
  private readonly upTo: number[] = [];

  endDay(day: number, flow: Flow): void {
    this.upTo[day] = inflowOf(flow);
  }

  /** The inflow of the days that coverage looks back on, up to and including this one. SPEC section 12, brake. */
  recent(day: number, flow: Flow): number {
    return inflowOf(flow) - (this.upTo[day - COVERAGE_DAYS] ?? 0);
  }
}

/** The day on which things happen, from 1. */
export interface Calendar {
  day: number;
}

/** What the sums ask of the shop at play. */
interface AtPlay {
  readonly total: Flow;
  readonly calendar: Calendar;
  /** The part of an order that is being settled. */
  readonly atDesk: { readonly lines: readonly PlayedLine[] } | null;
}

/** The recorder of a queue that is only played: it adds up, books nothing, and keeps when entries were paid in full. */
export class QueueSums implements Recorder {
  readonly flow = noFlow();
  readonly inflow = new InflowByDay();
  readonly waits = new Waits();

  constructor(private readonly shop: AtPlay) {}

  private add(what: keyof Flow, amount: number): void {
    this.flow[what] += amount;
    this.shop.total[what] += amount;
  }

  /** The line of the order that is being settled. */
  private line(number: number): PlayedLine {
    const { atDesk } = this.shop;
    const line = atDesk === null ? undefined : lineOfPart(atDesk, number);
    if (line === undefined) throw new Error(`line ${number} is not of the order that is being settled`);
    return line;
  }

  happened(event: QueueEvent): void {
    switch (event.type) {
      case 'contributed':
        this.line(event.line).item.inflowFen += event.amountFen;
        return this.add('contributedFen', event.amountFen);
      case 'withdrawn':
        this.line(event.line).item.inflowFen -= event.amountFen;
        return this.add('withdrawnFen', event.amountFen);
      case 'paidOut':
        return this.add('paidFen', event.amountFen);
      case 'takenBack':
        return this.add('takenBackFen', event.amountFen);
      default:
        return undefined;
    }
  }

  joined(entry: EntryRow): void {
    const line = this.line(entry.line);
    line.joinedAs = entry;
    this.waits.join(entry, line.item.offer.index);
  }

  entryChanged(entry: EntryRow): void {
    this.waits.note(entry, this.shop.calendar.day);
  }

  rewardGranted({ amountFen }: RewardRow): void {
    this.add('rewardsFen', amountFen);
  }

  /** A refund made rewards of a line smaller. */
  rewardsReduced(byFen: number): void {
    this.add('rewardsFen', -byFen);
  }

  /** The day is over. */
  endDay(nextPosition: number): void {
    const { day } = this.shop.calendar;
    this.inflow.endDay(day, this.flow);
    this.waits.endDay(day, nextPosition);
  }

  /* What else happens is to be seen in the rows themselves, or is not asked for. */
  lineChanged(): void {}
  rewardChanged(): void {}
  cleared(): void {}
  book(): void {}
}
