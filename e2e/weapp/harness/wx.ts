import type { Sandbox } from './sandbox';
import type { Timers } from './timers';

/** A tap, or the end of a payment, lets the program ask once. */
export interface Gesture {
  given: boolean;
}

export type WxOptions = Record<string, unknown>;

/** What an asynchronous function of WeChat answers when it does not do what was asked: `name:fail reason`. */
export class WxFailure extends Error {
  constructor(
    readonly reason: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}

/** The functions that answer through success, fail and complete, or with a promise where no callback is given. */
export type AsyncFunctions = Record<string, (options: WxOptions) => unknown>;
/** The functions that return their answer. */
export type SyncFunctions = Record<string, (...args: never[]) => unknown>;

export interface WxCall {
  name: string;
  options: WxOptions;
}

export interface Wx {
  /** The global `wx`: a plain object, because Taro enumerates its functions. */
  functions: Record<string, (...args: unknown[]) => unknown>;
  /** Every call so far, in order. */
  calls: WxCall[];
}

/** `request` and its like return a task at once, and so never a promise. */
const TASKS = new Set(['request', 'downloadFile', 'uploadFile']);

/** These answer through their callbacks alone. */
const NO_PROMISE = new Set(['requestMerchantTransfer', 'openBusinessView']);

/**
 * Builds `wx` from functions that return (or promise) a result or throw WxFailure, and gives each the calling
 * convention that WeChat documents.
 */
export function createWx(
  sandbox: () => Sandbox,
  timers: Timers,
  asyncFunctions: AsyncFunctions,
  syncFunctions: SyncFunctions,
): Wx {
  const calls: WxCall[] = [];
  const functions: Wx['functions'] = {};

  const settle = async (name: string, options: WxOptions): Promise<{ ok: boolean; answer: object }> => {
    try {
      const result = (await asyncFunctions[name]?.(options)) ?? {};
      return { ok: true, answer: Object.assign({ errMsg: `${name}:ok` }, result) };
    } catch (thrown) {
      const failure = thrown instanceof WxFailure ? thrown : new WxFailure(String(thrown));
      return { ok: false, answer: { errMsg: `${name}:fail ${failure.reason}`, ...failure.more } };
    }
  };

  for (const name of Object.keys(asyncFunctions)) {
    functions[name] = (given) => {
      const options = isRecord(given) ? given : {};
      calls.push({ name, options });
      const callbacks = ['success', 'fail', 'complete'].some((key) => typeof options[key] === 'function');
      const settled = settle(name, options).then(({ ok, answer }) => ({
        ok,
        answer: handOver(sandbox(), answer),
      }));
      if (!callbacks && !TASKS.has(name) && !NO_PROMISE.has(name)) {
        return settled.then(({ ok, answer }) => {
          if (!ok) throw answer;
          return answer;
        });
      }
      void settled.then(({ ok, answer }) => {
        timers.soon(() => {
          call(options[ok ? 'success' : 'fail'], answer);
          call(options['complete'], answer);
        });
      });
      return TASKS.has(name) ? { abort() {}, onHeadersReceived() {}, offHeadersReceived() {} } : undefined;
    };
  }
  for (const [name, work] of Object.entries(syncFunctions)) {
    functions[name] = (...args) => {
      calls.push({ name, options: isRecord(args[0]) ? args[0] : { arguments: args } });
      return (work as (...given: unknown[]) => unknown)(...args);
    };
  }
  return { functions, calls };
}

/** Answers reach the program as objects of its own realm; bytes stay bytes. */
function handOver(sandbox: Sandbox, answer: object): unknown {
  const data: unknown = Reflect.get(answer, 'data');
  if (!(data instanceof Uint8Array)) return sandbox.adopt(answer);
  const adopted = sandbox.adopt({ ...answer, data: null as unknown });
  adopted.data = sandbox.adoptBytes(data);
  return adopted;
}

function call(callback: unknown, answer: unknown): void {
  if (typeof callback === 'function') callback(answer);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
