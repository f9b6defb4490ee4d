import { ADMIN, MINIAPP, taroProgram, viteProgram } from './build';
import { freePort } from './ports';
import { startService } from './service';
import { runShop } from './shop';
import { runScript } from './terminal';

const FIRST_PAGES_PORT = 10_086;
const FIRST_CONSOLE_PORT = 10_186;

/**
 * `npm run dev`: the shop, with a server that restarts when its sources change, and the pages built in memory as they
 * change, at addresses of their own that hand everything else on to the server.
 */
runScript(async () => {
  const pagesPort = await freePort(FIRST_PAGES_PORT);
  const consolePort = await freePort(FIRST_CONSOLE_PORT);
  return runShop({
    prepare: () => Promise.resolve(),
    server: [require.resolve('tsx/cli'), 'watch', '--clear-screen=false', 'server/src/main.ts'],
    beside: (port) => ({
      services: [
        startService(
          [taroProgram(), 'build', '--type', 'h5', '--watch', '--no-check', '--disable-global-config'],
          {
            NODE_ENV: 'development',
            DEV_PAGES_PORT: String(pagesPort),
            DEV_SERVER: `http://127.0.0.1:${port}`,
          },
          MINIAPP,
        ),
        startService(
          [viteProgram(), '--host', '127.0.0.1'],
          {
            NODE_ENV: 'development',
            DEV_CONSOLE_PORT: String(consolePort),
            DEV_SERVER: `http://127.0.0.1:${port}`,
          },
          ADMIN,
        ),
      ],
      addresses: [
        `  Pages       http://127.0.0.1:${pagesPort}  (while you work on them; ready after the first build)`,
        `  Consoles    http://127.0.0.1:${consolePort}/admin/  (likewise)`,
      ],
    }),
  });
});
