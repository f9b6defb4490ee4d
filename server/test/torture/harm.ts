import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { waitUntil } from '../../../scripts/processes';
import type { Chance } from '../../src/demo/random';
import { errnoOf } from '../../src/db/errors';
import type { TorturedServer } from './databaseServer';
import type { KeptProcess } from './processes';
import type { TorturedShop } from './shop';

/** What was done to the shop. */
export interface HarmDone {
  workers: number;
  servers: number;
  databases: number;
  connectionsCut: number;
  locksHeld: number;
  /** Of the one who locks in the wrong order; the shop has at least as many. */
  deadlocks: number;
  lockTimeouts: number;
}

export const noHarm = (): HarmDone => ({
  workers: 0,
  servers: 0,
  databases: 0,
  connectionsCut: 0,
  locksHeld: 0,
  deadlocks: 0,
  lockTimeouts: 0,
});

/** Who is killed. Each kind comes up once in every five kills. */
const VICTIMS = ['worker', 'worker', 'worker', 'server', 'database'] as const;
const BACK_LIMIT_MS = 120_000;

/** What is being harmed, by what chance, and what came of it. */
export interface Harm {
  readonly shop: TorturedShop;
  readonly server: TorturedServer;
  readonly chance: Chance;
  readonly done: HarmDone;
}

/** Kills one after the other with -9, each at a random moment of a shop that is open. */
export async function killMany(harm: Harm, kills: number, told: (killed: string) => void): Promise<void> {
  let next: (typeof VICTIMS)[number][] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    if (next.length === 0) next = shuffled(VICTIMS, harm.chance);
    await pause(200 + harm.chance.below(1_300));
    told(await killOne(harm, next.pop() ?? 'worker'));
  }
}

async function killOne(
  { shop, server, chance, done }: Harm,
  victim: (typeof VICTIMS)[number],
): Promise<string> {
  if (victim === 'database' && server.isOurs) {
    await server.killAndStart();
    done.databases += 1;
    return 'database server';
  }
  const kind = victim === 'server' ? 'servers' : 'workers';
  const process = shop[kind][chance.below(shop[kind].length)];
  if (process === undefined) throw new Error(`there are no ${kind}`);
  await killOpen(process);
  done[kind] += 1;
  return process.name;
}

/** One that is only starting has nothing in hand. */
async function killOpen(process: KeptProcess): Promise<void> {
  if (!(await waitUntil(() => process.isOpen(), BACK_LIMIT_MS)))
    throw new Error(`${process.name} did not come back; its log says why`);
  process.kill();
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(chance.below(left.length), 1));
}

/** Works on a connection of its own, again on a new one when that is cut, until it is over. */
async function onConnection(
  url: string,
  isOver: () => boolean,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  while (!isOver()) {
    try {
      const connection = await createConnection({ uri: url });
      connection.on('error', () => undefined); // the next statement tells
      try {
        while (!isOver()) await work(connection);
      } finally {
        connection.destroy();
      }
    } catch {
      await pause(200); // cut, or the server is down
    }
  }
}

/** Cuts connections in the middle of whatever they do. */
export async function keepCutting({ server, chance, done }: Harm, isOver: () => boolean): Promise<void> {
  await onConnection(server.url, isOver, async (connection) => {
    await pause(200 + chance.below(800));
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()',
    );
    for (let cut = 1 + chance.below(2); cut > 0 && rows.length > 0; cut -= 1) {
      const [victim] = rows.splice(chance.below(rows.length), 1);
      // It may have gone by itself.
      await connection.query(`KILL ${Number(victim?.['id'])}`).then(
        () => (done.connectionsCut += 1),
        () => undefined,
      );
    }
  });
}

/** Rows that everybody needs, locked in an order that nobody else keeps to. */
const GRABS = [
  'SELECT id FROM accounts ORDER BY id DESC LIMIT 8 FOR UPDATE',
  'SELECT id FROM accounts ORDER BY id LIMIT 4 FOR UPDATE',
  'SELECT id FROM queues ORDER BY id DESC LIMIT 2 FOR UPDATE',
  "SELECT id FROM orders WHERE state IN ('placed', 'paid') ORDER BY id DESC LIMIT 5 FOR UPDATE",
  'SELECT id FROM entries ORDER BY id DESC LIMIT 10 FOR UPDATE',
  'SELECT id FROM settlement_tasks ORDER BY id DESC LIMIT 20 FOR UPDATE',
  'SELECT id FROM members ORDER BY id DESC LIMIT 3 FOR UPDATE',
  'SELECT id FROM payments ORDER BY id DESC LIMIT 5 FOR UPDATE',
] as const;

const DEADLOCK = 1213;
const LOCK_TIMEOUT = 1205;

/** Somebody else's transactions: they lock in odd orders, some for longer than others wait, and give up or commit. */
export async function keepMeddling({ server, chance, done }: Harm, isOver: () => boolean): Promise<void> {
  await onConnection(server.url, isOver, async (connection) => {
    await pause(chance.below(400));
    await connection.query('SET SESSION innodb_lock_wait_timeout = 1');
    await connection.beginTransaction();
    try {
      for (let grabs = 1 + chance.below(3); grabs > 0; grabs -= 1) {
        await connection.query(GRABS[chance.below(GRABS.length)] ?? GRABS[0]);
        await pause(chance.below(60));
      }
      done.locksHeld += 1;
      await pause(chance.below(8) === 0 ? 1_500 : chance.below(120));
    } catch (error) {
      if (errnoOf(error) === DEADLOCK) done.deadlocks += 1;
      else if (errnoOf(error) === LOCK_TIMEOUT) done.lockTimeouts += 1;
      else throw error;
    } finally {
      await connection.rollback().catch(() => undefined);
    }
  });
}
