import { benchApi } from './api';
import { benchConsoles } from './consoles';
import { benchFirstScreen } from './firstScreen';
import { benchManyQueues } from './manyQueues';
import { benchMemory } from './memory';
import { benchNotify } from './notify';
import { benchPosition } from './position';
import { benchReplay } from './replay';
import { benchSearch } from './search';
import { benchSettle } from './settle';
import { benchSimulate } from './simulate';
import type { Measured } from './support/measured';

/** A benchmark by its name: `npm run bench -- NAME [options]`. */
export interface Benchmark {
  readonly about: string;
  /** @param args the options that follow the name */
  readonly run: (args: readonly string[]) => Promise<Measured>;
}

/** All benchmarks. What each means, and what was learned by it, is in README.md beside this file. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  api: {
    about: 'lists, details and writes of the API with 1,000,000 orders',
    run: benchApi,
  },
  consoles: {
    about: 'every page of the consoles, until its content stands',
    run: benchConsoles,
  },
  'first-screen': {
    about: 'the first products on a slow phone, from nothing in its cache',
    run: benchFirstScreen,
  },
  notify: {
    about: 'notifications of WeChat Pay, recorded and acknowledged, a second',
    run: benchNotify,
  },
  position: {
    about: 'place and queue page in a line of 10,000 and of 5,000,000 entries',
    run: benchPosition,
  },
  settle: {
    about: 'orders of one hot queue, settled in batches, a second',
    run: benchSettle,
  },
  'many-queues': {
    about: 'the same number of orders over 1,000 queues, beside one hot queue',
    run: benchManyQueues,
  },
  memory: {
    about: 'memory of the worker in a line of 5,000,000 entries',
    run: benchMemory,
  },
  search: {
    about: 'the first page of a search among 100,000 products',
    run: benchSearch,
  },
  simulate: {
    about: 'orders that the simulator plays in a second',
    run: benchSimulate,
  },
  replay: {
    about: 'a history of 100,000 events, replayed: time and memory',
    run: benchReplay,
  },
};
