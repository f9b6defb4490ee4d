import Taro from '@tarojs/taro';

/** A picture from this device, as a file; null: none was chosen. */
export const choosePicture = (): Promise<string | null> =>
  Taro.chooseImage({ count: 1, sizeType: ['compressed'], sourceType: ['album', 'camera'] }).then(
    ({ tempFilePaths }) => tempFilePaths[0] ?? null,
    () => null,
  );

/** The browser keeps it where it keeps downloads. */
export function savePicture(filePath: string): Promise<boolean> {
  const link = document.createElement('a');
  link.href = filePath;
  link.download = 'picture.png';
  link.click();
  return Promise.resolve(true);
}
