import type { PosterCanvas } from '../interface';

/** A picture to draw. @throws when it cannot be loaded */
export const loadPicture = (_canvas: PosterCanvas, src: string): Promise<CanvasImageSource> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('a picture of the canvas could not be loaded'));
    image.src = src;
  });

/** What was drawn, as a file that can be shown and saved. */
export const fileOfCanvas = (canvas: PosterCanvas): Promise<string> =>
  canvas instanceof HTMLCanvasElement
    ? Promise.resolve(canvas.toDataURL('image/png'))
    : Promise.reject(new Error('there is no canvas'));
