import { localFolder } from '../../../scripts/paths';
import { loadOrCreateKeys, type BoxKeys } from '../../src/simulator/keys';

let keys: Promise<BoxKeys> | undefined;

/** The simulator's keys, and the shop's with it. They take a second to make, so they are kept for all tests of this clone. */
export const testKeys = (): Promise<BoxKeys> => (keys ??= loadOrCreateKeys(localFolder('tests')));
