import { parseArgs } from 'node:util';
import { tryPort } from './ports';
import { ClearError } from './terminal';

const DEFAULT_PORT = 8080;

/**
 * The shop's port: `--port`, else `PORT`, else 8080. Without the `--` that npm wants before options, npm keeps the option's
 * name to itself: `npm start --port 9000` arrives as `9000`, and `--port=9000` as npm_config_port. Throws ClearError for
 * other arguments and for what is no port.
 */
export function readPort(args: readonly string[], environment: NodeJS.ProcessEnv): number {
  const fromNpm = environment['npm_config_port'];
  const given = portArgument(args) ?? (fromNpm === 'true' ? undefined : fromNpm) ?? environment['PORT'];
  if (given === undefined || given === '') return DEFAULT_PORT;
  const port = Number(given);
  if (/^\d+$/.test(given) && port >= 1 && port <= 65_535) return port;
  throw new ClearError(
    `«${given}» is no port: a whole number from 1 to 65535 is. For example: npm start -- --port 9000`,
  );
}

function portArgument(args: readonly string[]): string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' } },
      allowPositionals: args.length === 1,
    });
    return values.port ?? positionals[0];
  } catch (error) {
    throw new ClearError(
      `${error instanceof Error ? error.message : String(error)}\n  Known: --port <number>`,
    );
  }
}

/** Throws ClearError when the shop could not listen on the port. */
export async function refuseBusyPort(port: number): Promise<void> {
  const problem = await tryPort(port);
  if (!problem) return;
  const why =
    problem === 'EADDRINUSE'
      ? 'is in use'
      : problem === 'EACCES'
        ? 'needs rights that you do not have'
        : problem;
  throw new ClearError(
    `Port ${port} ${why}. Choose another: npm start -- --port ${port + 1 <= 65_535 ? port + 1 : 8080}`,
  );
}
