import { ensureBuilt } from './build';
import { runShop } from './shop';
import { runScript } from './terminal';

/** `npm start`: the shop with all that belongs to it, until Ctrl-C. */
runScript(() =>
  runShop({
    prepare: async () => {
      await ensureBuilt('h5');
      await ensureBuilt('admin');
    },
    server: ['--import', 'tsx', 'server/src/main.ts'],
  }),
);
