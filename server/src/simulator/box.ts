import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock';
import type { Logger } from '../log';
import type { KeyMode } from './gatewayConfig';
import { publicPem, type BoxKeys } from './keys';
import { createMisbehaviours, type Misbehaviours } from './misbehaviour';
import { emptyState, loadState, saveState, type BoxState } from './state';

/** What every part of the simulator works on. */
export interface Box {
  readonly keys: BoxKeys;
  readonly mode: KeyMode;
  readonly merchantName: string;
  readonly merchantKey: KeyObject;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly state: BoxState;
  readonly misbehaviours: Misbehaviours;
  /** Says that the state has changed; it is written soon. */
  changed(): void;
  /** Writes the state now if it has changed. */
  flush(): void;
}

export interface BoxOptions {
  keys: BoxKeys;
  clock: Clock;
  logger: Logger;
  mode: KeyMode;
  /** shown on the payment sheet */
  merchantName?: string;
  /** file that keeps the state over a restart; none: in memory only */
  statePath?: string;
}

// Many changes in a moment are written once.
const SAVE_AFTER_MS = 100;

export function createBox(options: BoxOptions): Box {
  const { statePath } = options;
  const state = statePath === undefined ? emptyState() : loadState(statePath);
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    if (timer === undefined || statePath === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    saveState(statePath, state);
  };
  const flushOrLog = () => {
    try {
      flush();
    } catch (error) {
      options.logger.error({ err: error, statePath }, "the simulator's state could not be written");
    }
  };
  return {
    keys: options.keys,
    mode: options.mode,
    merchantName: options.merchantName ?? '排返商城',
    merchantKey: createPublicKey(publicPem(options.keys.merchant.privateKeyPem)),
    clock: options.clock,
    logger: options.logger,
    state,
    misbehaviours: createMisbehaviours(),
    changed: () => {
      if (statePath !== undefined) timer ??= setTimeout(flushOrLog, SAVE_AFTER_MS).unref();
    },
    flush,
  };
}

/** A refusal as WeChat Pay writes it: HTTP status, code, Chinese message. */
export class WeChatPayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'WeChatPayError';
  }
}

/** The time by the box's clock, in milliseconds. */
export const nowOf = (box: Box): number => box.clock.now().getTime();

/** A JSON text in which the order of keys does not matter, to compare repeated requests. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
