/** As often as somebody at a till looks up. */
const EVERY_MS = 3_000;

/**
 * Says when it is time to look for new payments at a desk. WeChat has no streams that every version can read, so it is every few
 * seconds.
 * @returns how to stop
 */
export function watchTakings(_merchant: string, look: () => void): () => void {
  const timer = setInterval(look, EVERY_MS);
  return () => clearInterval(timer);
}
