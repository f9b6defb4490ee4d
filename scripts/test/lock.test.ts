import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from '../lock';
import { localFolder } from '../paths';

describe('a lock', () => {
  test('lets one in after the other', async () => {
    let inside = 0;
    const visit = (): Promise<number> =>
      withLock('test-order', async () => {
        inside++;
        await pause(5);
        return inside--;
      });
    await expect(Promise.all([visit(), visit(), visit()])).resolves.toEqual([1, 1, 1]);
  });

  test('is released when the work fails', async () => {
    await expect(withLock('test-failure', () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    await expect(withLock('test-failure', () => Promise.resolve('in'))).resolves.toBe('in');
  });

  test('of a killed process is taken over', async () => {
    const noSuchProcess = 2 ** 22 + 1;
    writeFileSync(path.join(localFolder('locks'), 'test-stale'), `${noSuchProcess} token`);
    await expect(withLock('test-stale', () => Promise.resolve('in'))).resolves.toBe('in');
  });
});
