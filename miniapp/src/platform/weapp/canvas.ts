import Taro from '@tarojs/taro';
import type { PosterCanvas } from '../interface';

/** A picture to draw. @throws when it cannot be loaded */
export const loadPicture = (canvas: PosterCanvas, src: string): Promise<CanvasImageSource> =>
  new Promise((resolve, reject) => {
    const image = (canvas as unknown as Taro.Canvas).createImage();
    image.onload = () => resolve(image as unknown as CanvasImageSource);
    image.onerror = () => reject(new Error('a picture of the canvas could not be loaded'));
    image.src = src;
  });

/** What was drawn, as a file that can be shown and saved. */
export const fileOfCanvas = (canvas: PosterCanvas): Promise<string> =>
  Taro.canvasToTempFilePath({
    canvas: canvas as unknown as Taro.Canvas,
    canvasId: '',
    fileType: 'png',
  }).then(({ tempFilePath }) => tempFilePath);
