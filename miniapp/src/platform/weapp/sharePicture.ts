import Taro from '@tarojs/taro';

/**
 * Opens WeChat's menu of a picture: to a friend, to the favourites. Who closes it again sends nothing. Taro leaves it with its callbacks:
 * it is not among the functions that it turns into promises.
 */
export const sharePicture = (filePath: string): Promise<void> =>
  new Promise((resolve) => {
    void Taro.showShareImageMenu({ path: filePath, complete: () => resolve() });
  });
