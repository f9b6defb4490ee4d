import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { proofEventSchema } from '@paifan/shared/contract/proof';
import { verifyEvents } from '@paifan/shared/rebate/proof/verify';
import { sha256 } from '../server/src/db/sha256';
import { ClearError, runScript, say } from './terminal';

/*
 * Recomputes a member's proof: npm run verify-proof -- FILE...
 * Each file is an answer of GET /api/queue/entries/:id/proof or …/proof/events, all of the same queue. docs/PROOF.md.
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

function readAnswer(file: string): z.output<typeof answer> {
  try {
    return answer.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ClearError(
      `${file} is no answer of the proof's addresses: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Exit 0 when everything holds, 1 with what does not. */
async function verifyProof(files: readonly string[]): Promise<number> {
  if (files.length === 0) throw new ClearError('Usage: npm run verify-proof -- FILE...');
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
