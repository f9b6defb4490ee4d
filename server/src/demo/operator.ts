import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../clock';
import type { Config } from '../config';
import { audit } from '../db/audit';
import { closeDatabase, openDatabase } from '../db/connect';
import { inTransaction } from '../db/transaction';
import { hashPassword, isPassword, newOneTimePassword } from '../operators/password';

/** Signs in to the console of the demo, and nowhere else: a shop that is no demo refuses the account. */
export const DEMO_LOGIN = 'demo';

/** Where the password of the demo's operator lies, for the owner of the files only. */
export const demoPasswordFile = (config: Pick<Config, 'localDirectory'>): string =>
  path.join(config.localDirectory, 'demo-operator-password');

/** Makes sure that the demo has an operator, an owner, with the password in `demoPasswordFile`, which is made here once. */
export async function ensureDemoOperator(config: Config): Promise<void> {
  if (!config.demo) throw new Error('only the demo has a demo operator');
  const password = readOrMakePassword(demoPasswordFile(config));
  const db = openDatabase(config.database.url, { poolSize: 1 });
  try {
    const known = await db.operators.findOne({ where: { login: DEMO_LOGIN } });
    // An account of this name that a person made is that person's.
    if (known !== null && (!known.demo || (await isPassword(password, known.passwordHash)))) return;
    const passwordHash = await hashPassword(password);
    const at = systemClock.now();
    await inTransaction(db, async (tx) => {
      const account = { name: '演示店主', role: 'owner', passwordHash, demo: true } as const;
      const row =
        known === null
          ? await db.operators.create({ login: DEMO_LOGIN, ...account, createdAt: at }, { transaction: tx })
          : await known.update(account, { transaction: tx });
      const after = { login: DEMO_LOGIN, role: 'owner', demo: true };
      await audit(tx, {
        ...{ at, operatorId: null, subject: `operator:${row.id}` },
        ...{ action: known === null ? 'operator.created' : 'operator.reset', before: known && after, after },
      });
    });
  } finally {
    await closeDatabase(db);
  }
}

function readOrMakePassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const password = newOneTimePassword();
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return password;
}
