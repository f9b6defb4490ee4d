/** Tells whether there is a network, now and whenever it changes. @returns how to stop */
export function onNetworkChange(tell: (online: boolean) => void): () => void {
  const changed = (): void => tell(navigator.onLine);
  const kinds = ['online', 'offline'] as const;
  for (const kind of kinds) window.addEventListener(kind, changed);
  changed();
  return () => kinds.forEach((kind) => window.removeEventListener(kind, changed));
}
