import type { ChainHead } from '@paifan/shared/rebate/proof/chain';
import { verifyEvents, type ChainProblem, type ProvedEvent } from '@paifan/shared/rebate/proof/verify';

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether this browser can compute hashes: only where the address is https, or this machine. */
export const canVerify = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Verifies events of a queue's chain on this machine, as docs/PROOF.md says. @returns [] when everything holds */
export async function verifyHere(
  events: readonly ProvedEvent[],
  seals: readonly ChainHead[],
): Promise<ChainProblem[]> {
  // The browser hashes only asynchronously: everything that will be asked for is computed first.
  const computed = new Map(
    await Promise.all(
      events.map(async ({ body, previousHash }) => {
        const bytes = Uint8Array.from([...bytesOf(previousHash), ...new TextEncoder().encode(body)]);
        const hash = hexOf(await crypto.subtle.digest('SHA-256', bytes));
        return [`${previousHash} ${body}`, hash] as const;
      }),
    ),
  );
  return verifyEvents(events, (previous, text) => computed.get(`${previous} ${text}`) ?? '', seals);
}
