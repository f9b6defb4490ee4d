import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { usePrivateServer, type PrivateServer } from '../../../scripts/database/privateServer';
import { findServerProgram } from '../../../scripts/database/program';
import { createScratchDatabase, dropDatabase } from '../../../scripts/database/scratch';
import { LOCAL } from '../../../scripts/paths';
import { freePort } from '../../../scripts/ports';
import { isAlive, waitUntil } from '../../../scripts/processes';
import { ownFolder } from './ownFolder';

/** The database of a torture, on a server of its own. */
export interface TorturedServer {
  /** Of the scratch database. */
  readonly url: string;
  /** May the server be killed? Not one that was given: others may use it. */
  readonly isOurs: boolean;
  /** kill -9, and a new start on the same data. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

/** Away from the ports of private servers, which look for theirs from 33306 on. */
const FIRST_PORT = 36_000;
const PORTS = 8_000;

/** A server in a folder of its own; where the machine has no program for it, a scratch database on the given one. */
export async function startTorturedServer(givenUrl: string | undefined): Promise<TorturedServer> {
  if (LOCAL !== ownFolder) throw new Error(`This would work on ${LOCAL}, which is not its own.`);
  const hasProgram = 'path' in (await findServerProgram());
  if (!hasProgram && givenUrl) return onGivenServer(givenUrl);

  const folder = path.join(ownFolder, 'db');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, 'port'), String(await freePort(FIRST_PORT + (process.pid % PORTS))));
  let server: PrivateServer = await usePrivateServer();
  const url = await createScratchDatabase(server.url, 'paifan_torture');
  return {
    url,
    isOurs: true,
    async killAndStart() {
      const before = server.url;
      const pid = serverPid();
      process.kill(pid, 'SIGKILL');
      await waitUntil(() => !isAlive(pid), 10_000);
      server = await usePrivateServer();
      if (server.url !== before)
        throw new Error('Another program took the port of the killed database server.');
    },
    stop: () => server.release(),
  };
}

/** Ends the server at once, for a torture that is given up. */
export function killTorturedServer(): void {
  try {
    process.kill(serverPid(), 'SIGKILL');
  } catch {
    // It does not run.
  }
}

const serverPid = (): number => Number(readFileSync(path.join(ownFolder, 'db', 'server.pid'), 'utf8'));

async function onGivenServer(givenUrl: string): Promise<TorturedServer> {
  const url = await createScratchDatabase(givenUrl, 'paifan_torture');
  return {
    url,
    isOurs: false,
    killAndStart: () => Promise.reject(new Error('a given database server is not killed')),
    stop: () => dropDatabase(url),
  };
}
