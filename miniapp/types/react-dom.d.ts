/** The part of react-dom that the web platform uses; the mini-program never sees it. */
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';

  export function createRoot(host: Element): { render(content: ReactNode): void; unmount(): void };
}
