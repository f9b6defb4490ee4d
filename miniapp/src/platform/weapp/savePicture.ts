import Taro from '@tarojs/taro';

const ALBUM = 'scope.writePhotosAlbum';

/** Saves a picture to the phone's album. Who has refused once is led to the settings, for WeChat does not ask again. */
export async function savePicture(filePath: string): Promise<boolean> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath });
    return true;
  } catch {
    const { authSetting } = await Taro.getSetting();
    if (authSetting[ALBUM] !== false) return false;
  }
  const { confirm } = await Taro.showModal({
    title: '保存到相册',
    content: '需要你允许保存图片到相册。',
    confirmText: '去设置',
    cancelText: '算了',
  });
  if (!confirm) return false;
  const { authSetting } = await Taro.openSetting();
  if (authSetting[ALBUM] !== true) return false;
  await Taro.saveImageToPhotosAlbum({ filePath });
  return true;
}
