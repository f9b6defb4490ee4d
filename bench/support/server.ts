import { spawn, type ChildProcess } from 'node:child_process';
import type { Database } from '../../server/src/db/connect';
import { inTransaction } from '../../server/src/db/transaction';
import { openSession } from '../../server/src/usecases/operators/sessions';

/** The web service in a process of its own, as `npm start` runs it. */
export function startServer({ folder, ...env }: Record<string, string>): ChildProcess {
  const program = ['--import', 'tsx', 'server/src/main.ts', '--services', 'web'];
  return spawn(process.execPath, program, {
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'test', LOG_LEVEL: 'warn', PAIFAN_SIMULATOR_PORT: '1' },
      // The demo's way to sign in needs no WeChat.
      ...{ PAIFAN_DEMO: '1' },
      ...{ PAIFAN_LOCAL_DIRECTORY: folder, FILES_FOLDER: folder, ...env },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The session of an operator who may do everything. */
export async function ownerToken(db: Database): Promise<string> {
  const now = new Date();
  const operator = await db.operators.create({
    ...{ login: 'bench', name: 'bench', role: 'owner', passwordHash: '-', createdAt: now },
  });
  return (await inTransaction(db, (tx) => openSession(tx, operator.id, now))).token;
}
