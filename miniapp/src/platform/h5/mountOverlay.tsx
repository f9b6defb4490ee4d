import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

/** Shows something above or beside the pages, outside their tree. Returns how to draw it anew and how to remove it. */
export function mountOverlay(parent: HTMLElement, place: 'first' | 'last') {
  const host = document.createElement('div');
  if (place === 'first') parent.prepend(host);
  else parent.append(host);
  const root = createRoot(host);
  return {
    draw: (content: ReactNode): void => root.render(content),
    remove: (): void => {
      root.unmount();
      host.remove();
    },
  };
}
