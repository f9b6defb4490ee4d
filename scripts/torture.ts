import { torture } from '../server/test/torture/torture';
import { killTorturedServer } from '../server/test/torture/databaseServer';
import { parseArgs } from 'node:util';
import { ClearError, runScript, say } from './terminal';

const KILLS = 200;
const INTERRUPTED = 130;

/** Kills a shop over and over while it trades: exit 0 when nothing came of it, 1 with what did. */
async function main(): Promise<number> {
  const { seed, kills } = readArguments(process.argv.slice(2));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, giveUp);
  const begun = Date.now();
  const { orders, notifications, tasks, harm, findings } = await torture({
    seed,
    kills,
    givenUrl: process.env['DATABASE_URL'],
  });
  say(`${orders} orders paid, ${notifications} notifications sent, ${tasks} tasks settled.`);
  say(
    `Killed: ${harm.workers} workers, ${harm.servers} servers, ${harm.databases} database servers; ` +
      `${harm.connectionsCut} connections cut, ${harm.locksHeld} locks held, ` +
      `${harm.deadlocks} deadlocks, ${harm.lockTimeouts} lock timeouts.`,
  );
  for (const finding of findings) say(`✗ ${finding}`);
  say(
    findings.length === 0
      ? `Everything was settled once, as if nothing had happened (${Math.round((Date.now() - begun) / 1000)} s).`
      : `${findings.length} findings. Again with: npm run torture -- --seed ${seed} --kills ${kills}`,
  );
  return findings.length === 0 ? 0 : 1;
}

/** The shop's processes end with this one. */
function giveUp(): void {
  killTorturedServer();
  process.exit(INTERRUPTED);
}

function readArguments(args: readonly string[]): { seed: number; kills: number } {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, kills: { type: 'string' } },
  });
  return {
    seed: whole('seed', values.seed, Date.now() % 1_000_000),
    kills: whole('kills', values.kills, KILLS),
  };
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new ClearError(`--${name} takes a whole number, not «${text}».`);
  return Number(text);
}

runScript(main);
