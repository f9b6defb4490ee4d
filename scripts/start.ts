import { ensureBuilt } from './build';
import { runShop } from './shop';
import { runScript } from './terminal';

/** `npm start`: the shop with all that belongs to it, until Ctrl-C. */
runScript(() =>
  runShop({
    prepare: () => ensureBuilt('h5'),
    server: ['--import', 'tsx', 'server/src/main.ts'],
  }),
);
