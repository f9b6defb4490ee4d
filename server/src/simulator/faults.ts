import { once } from 'node:events';
import type { Context } from 'koa';
import type { Box } from './box';
import { isApiFault, type ApiFault } from './misbehaviour';

/** The misbehaviour that the control asks for on this path; each rule's count goes down. */
export const takeApiFaults = (box: Box, path: string): ApiFault[] => box.misbehaviours.take(isApiFault(path));

/** The fault of this kind among these, if any. */
export function faultOf<F extends ApiFault['fault']>(
  faults: readonly ApiFault[],
  kind: F,
): Extract<ApiFault, { fault: F }> | undefined {
  return faults.find((fault): fault is Extract<ApiFault, { fault: F }> => fault.fault === kind);
}

/**
 * Lets the caller wait for ever, or breaks the connection, when the faults say so.
 * @param carryOut does what was asked, for a request whose answer alone is lost
 * @returns true when there is nothing left to answer
 */
export async function withholdAnswer(
  ctx: Context,
  faults: readonly ApiFault[],
  carryOut: () => unknown,
): Promise<boolean> {
  const withheld = faultOf(faults, 'timeout') ?? faultOf(faults, 'disconnect');
  if (!withheld) return false;
  if (withheld.carriedOut) await carryOut();
  ctx.respond = false;
  if (withheld.fault === 'disconnect') ctx.req.socket.destroy();
  else if (!ctx.req.socket.destroyed) await once(ctx.req.socket, 'close');
  return true;
}
