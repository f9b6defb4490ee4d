import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bodyText } from '@paifan/shared/rebate/proof/body';
import { sha256 } from '../../server/src/db/sha256';
import { ROOT } from '../paths';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paifan-proof-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Two events of a line, as an address of the proof answers them. */
function twoEvents() {
  const at = Date.parse('2026-03-02T02:00:00Z');
  let previousHash = sha256('', 'paifan queue mall');
  return [1, 2].map((seq) => {
    const body = bodyText({ seq, at, task: 'paid', happenings: [['joined', seq, 100, '1']] });
    const event = {
      seq,
      at: new Date(at).toISOString(),
      body,
      previousHash,
      hash: sha256(previousHash, body),
    };
    previousHash = event.hash;
    return event;
  });
}

function verify(...answers: readonly unknown[]): { status: number | null; output: string } {
  const files = answers.map((answer, index) => {
    const file = path.join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(answer));
    return file;
  });
  const run = spawnSync('npx', ['tsx', 'scripts/verify-proof.ts', ...files], { cwd: ROOT, encoding: 'utf8' });
  return { status: run.status, output: run.stdout + run.stderr };
}

test('a proof that holds, one that was tampered with, and what is none', () => {
  const [first, second] = twoEvents();
  const proof = {
    joining: [first],
    payouts: { items: [], next: null },
    seals: [{ seq: 2, hash: second?.hash }],
  };
  expect(verify(proof, { items: [first, second], next: null })).toEqual({
    status: 0,
    output: expect.stringContaining('2 events: everything holds.'),
  });
  expect(
    verify({ items: [first, { ...second, body: second?.body.replace('100', '900') }], next: null }),
  ).toEqual({
    status: 1,
    output: expect.stringContaining('✗ event 2: its hash is not that of its body and the hash before'),
  });
  expect(verify({ hello: 'world' })).toEqual({
    status: 1,
    output: expect.stringContaining('is no answer of the proof'),
  });
});
