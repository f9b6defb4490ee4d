import Taro from '@tarojs/taro';

/**
 * Tells when an element comes near the screen or leaves it.
 * @param marginPx how far beyond the screen still counts as near
 * @returns how to stop
 */
export function watchNear(
  id: string,
  marginPx: number,
  tell: (near: boolean, heightPx: number) => void,
): () => void {
  const { page } = Taro.getCurrentInstance();
  if (page === null || page === undefined) return () => undefined;
  const observer = Taro.createIntersectionObserver(page);
  observer
    .relativeToViewport({ top: marginPx, bottom: marginPx })
    .observe(`#${id}`, ({ intersectionRatio = 0, boundingClientRect }) =>
      tell(intersectionRatio > 0, boundingClientRect?.height ?? 0),
    );
  return () => observer.disconnect();
}
