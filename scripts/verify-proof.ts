import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { drawSchema } from '@paifan/shared/contract/draws';
import { proofEventSchema } from '@paifan/shared/contract/proof';
import { ratio } from '@paifan/shared/money/ratio';
import { verifyDraw } from '@paifan/shared/rebate/lottery/drawFromSeed';
import { verifyEvents } from '@paifan/shared/rebate/proof/verify';
import { lotterySchema } from '@paifan/shared/settings/schema';
import { hmacSha256 } from '../server/src/db/hmac';
import { sha256 } from '../server/src/db/sha256';
import { ClearError, runScript, say } from './terminal';

/*
 * Recomputes a member's proof: npm run verify-proof -- FILE...
 * Each file is an answer of GET /api/queue/entries/:id/proof or …/proof/events, all of the same queue; or one file is an answer of
 * GET /api/draws/:entryId, after its day. docs/PROOF.md.
 */

const events = z.array(proofEventSchema);
const answer = z.union([
  z
    .object({
      joining: events,
      payouts: z.object({ items: events }),
      seals: z.array(z.object({ seq: z.int(), hash: z.string() })),
    })
    .transform(({ joining, payouts, seals }) => ({ events: [...joining, ...payouts.items], seals })),
  z.object({ items: events }).transform(({ items }) => ({ events: items, seals: [] })),
]);

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ClearError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readAnswer(file: string): z.output<typeof answer> {
  const json = readJson(file);
  try {
    return answer.parse(json);
  } catch (error) {
    throw new ClearError(
      `${file} is no answer of the proof's addresses: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const VERDICTS = {
  commitment: 'the seed is not the one that was committed to',
  outcome: 'the seed, the entry and the nonce come to another outcome',
} as const;

/** Exit 0 when the draw is as it should be, 1 when it is not. @throws ClearError before its day is over */
function verifyOneDraw(draw: z.output<typeof drawSchema>): number {
  const { entryId: entry, commitment, seed, nonce, outcome, odds } = draw;
  if (commitment === null || seed === null || nonce === null || outcome === null)
    throw new ClearError(
      'The draw can be checked when it is settled and its day is over: ask for it again then.',
    );
  const verdict = verifyDraw(
    { ...{ entry, commitment, seed, nonce }, outcome: ratio(outcome), lottery: lotteryOf(odds) },
    { hash: sha256, hmac: hmacSha256 },
  );
  say(verdict === null ? `Entry ${entry} drew ${outcome}: everything holds.` : `✗ ${VERDICTS[verdict]}`);
  return verdict === null ? 0 : 1;
}

const lotteryOf = (odds: z.output<typeof drawSchema>['odds']) =>
  lotterySchema.parse(
    odds.type === 'range'
      ? { type: odds.type, min: odds.min, max: odds.max }
      : {
          type: odds.type,
          prizes: odds.prizes.map(({ ratio: prize, weight }) => ({ ratio: prize, weight })),
        },
  );

/** Exit 0 when everything holds, 1 with what does not. */
async function verifyProof(files: readonly string[]): Promise<number> {
  if (files.length === 0) throw new ClearError('Usage: npm run verify-proof -- FILE...');
  const [only = ''] = files;
  const draw = files.length === 1 ? drawSchema.safeParse(readJson(only)) : null;
  if (draw?.success) return verifyOneDraw(draw.data);
  const answers = files.map(readAnswer);
  // The same event may be in several answers; where they differ, both are shown to be wrong or one of them is.
  const given = new Map(answers.flatMap((one) => one.events).map((event) => [JSON.stringify(event), event]));
  const inOrder = [...given.values()].sort((a, b) => a.seq - b.seq);
  const problems = verifyEvents(
    inOrder,
    sha256,
    answers.flatMap(({ seals }) => seals),
  );
  for (const { seq, problem } of problems) say(`✗ event ${seq}: ${problem}`);
  say(problems.length === 0 ? `${inOrder.length} events: everything holds.` : `${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

runScript(() => verifyProof(process.argv.slice(2)));
