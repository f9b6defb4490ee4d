import { MINIAPP, taroProgram } from './build';
import { freePort } from './ports';
import { startService } from './service';
import { runShop } from './shop';
import { runScript } from './terminal';

const FIRST_PAGES_PORT = 10_086;

/**
 * `npm run dev`: the shop, with a server that restarts when its sources change, and the pages built in memory as they
 * change, at an address of their own that hands everything else on to the server.
 */
runScript(async () => {
  const pagesPort = await freePort(FIRST_PAGES_PORT);
  return runShop({
    prepare: () => Promise.resolve(),
    server: [require.resolve('tsx/cli'), 'watch', '--clear-screen=false', 'server/src/main.ts'],
    beside: (port) => ({
      service: startService(
        [taroProgram(), 'build', '--type', 'h5', '--watch', '--no-check', '--disable-global-config'],
        {
          NODE_ENV: 'development',
          DEV_PAGES_PORT: String(pagesPort),
          DEV_SERVER: `http://127.0.0.1:${port}`,
        },
        MINIAPP,
      ),
      addresses: [
        `  Pages       http://127.0.0.1:${pagesPort}  (while you work on them; ready after the first build)`,
      ],
    }),
  });
});
