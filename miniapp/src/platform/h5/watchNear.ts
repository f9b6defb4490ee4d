/**
 * Tells when an element comes near the screen or leaves it. The page scrolls inside its own element, so that is what it is
 * measured against.
 * @param marginPx how far beyond the screen still counts as near
 * @returns how to stop
 */
export function watchNear(
  id: string,
  marginPx: number,
  tell: (near: boolean, heightPx: number) => void,
): () => void {
  const element = document.getElementById(id);
  if (element === null) return () => undefined;
  const observer = new IntersectionObserver(
    (changes) => {
      const last = changes[changes.length - 1];
      if (last !== undefined) tell(last.isIntersecting, last.boundingClientRect.height);
    },
    { root: element.closest('.taro_page'), rootMargin: `${marginPx}px 0px` },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
