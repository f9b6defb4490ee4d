/* What every stream of events keeps to. */

/** A stream ends after this time and its client comes back, so that nobody listens on for ever. */
export const LONGEST_STREAM_MS = 5 * 60_000;
/** So often something is sent, so that proxies and clients see that the connection lives. */
export const SIGN_OF_LIFE_MS = 15_000;

/**
 * Waits for so long, or until it is woken or ended.
 * @param onWake is given what wakes it
 * @returns false: nothing came
 */
export function pause(
  milliseconds: number,
  signal: AbortSignal,
  onWake: (wake: () => void) => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isWoken: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve(isWoken);
    };
    const wake = (): void => end(true);
    const timer = setTimeout(() => end(false), milliseconds).unref();
    signal.addEventListener('abort', wake);
    onWake(wake);
  });
}
