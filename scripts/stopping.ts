import { say } from './terminal';

/** Ctrl-C reaches this process twice under npm: from the terminal and, at once, passed on by npm. */
const SAME_REQUEST_MS = 800;
const PARENT_CHECK_MS = 500;

/**
 * Calls `stop` when the person or the system asks this command to end (Ctrl-C, SIGTERM, a closed terminal, npm
 * gone), and `force` when asked again.
 */
export function onStopRequest(stop: () => void, force: () => void): void {
  let first: number | undefined;
  const request = (): void => {
    const now = Date.now();
    if (first === undefined) {
      first = now;
      say('\n· Stopping …');
      stop();
    } else if (now - first > SAME_REQUEST_MS) {
      force();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  whenNpmIsGone(() => first ?? request());
}

/** npm passes signals on, but a killed npm cannot. */
function whenNpmIsGone(gone: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const check = setInterval(() => process.ppid !== parent && gone(), PARENT_CHECK_MS);
  check.unref();
}
