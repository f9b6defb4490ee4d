import { View } from '@tarojs/components';
import { watchNear } from '@platform/watchNear';
import { useEffect, useState, type ReactNode } from 'react';
import { classNames } from './classNames';

/** How far beyond the screen items are still drawn: about two screens of a phone. */
const MARGIN_PX = 1_600;

let chunks = 0;

/**
 * A stretch of a long list. Far from the screen it keeps its height and draws nothing, so that the page stays as light with a thousand
 * items as with sixty, and nothing jumps.
 */
export function ListChunk({ children, className }: { children: ReactNode; className?: string }) {
  const [id] = useState(() => `list-chunk-${(chunks += 1)}`);
  /** null: it is near, and as high as what it draws. */
  const [heightPx, setHeightPx] = useState<number | null>(null);

  useEffect(
    () => watchNear(id, MARGIN_PX, (near, height) => setHeightPx(near || height === 0 ? null : height)),
    [id],
  );

  return (
    <View
      id={id}
      className={classNames('list-chunk', className)}
      style={heightPx === null ? {} : { height: `${heightPx}px` }}
    >
      {heightPx === null && children}
    </View>
  );
}
