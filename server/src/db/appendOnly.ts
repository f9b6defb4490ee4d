import { z } from 'zod';
import type { Database } from './connect';
import { query } from './query';

/** Tables whose rows are written once. SPEC section 2: the database itself refuses to change or remove them. */
const APPEND_ONLY = ['journals', 'postings'] as const;
const REFUSED = ['UPDATE', 'DELETE'] as const;

const triggerRow = z.object({ name: z.string() });

/**
 * Makes sure that the ledger can only grow. To be called before anything is served.
 * @throws Error naming the triggers that are missing and what to do
 */
export async function assertAppendOnly(db: Database): Promise<void> {
  const rows = await query(
    db,
    `SELECT CONCAT(EVENT_MANIPULATION, ' ', EVENT_OBJECT_TABLE) AS name
     FROM information_schema.TRIGGERS
     WHERE TRIGGER_SCHEMA = DATABASE() AND ACTION_TIMING = 'BEFORE' AND ACTION_STATEMENT LIKE '%SIGNAL SQLSTATE%'`,
    [],
    triggerRow,
  );
  const there = new Set(rows.map(({ name }) => name));
  const missing = APPEND_ONLY.flatMap((table) => REFUSED.map((event) => `${event} ${table}`)).filter(
    (name) => !there.has(name),
  );
  if (missing.length === 0) return;
  throw new Error(
    `The ledger is not append-only: no trigger refuses ${missing.join(', ')}. Create the triggers of sql/migrations/0003_ledger.sql again before starting.`,
  );
}
