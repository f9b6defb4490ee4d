import Taro from '@tarojs/taro';

/**
 * A picture that is held in an address, as a file that can be saved.
 * @param name of the file; the last of this name is replaced
 * @param data `data:image/png;base64,…`
 */
export const pictureFile = (name: string, data: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}.png`;
    Taro.getFileSystemManager().writeFile({
      ...{ filePath, data: data.slice(data.indexOf(',') + 1), encoding: 'base64' },
      success: () => resolve(filePath),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
