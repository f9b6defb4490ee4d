import type { Person } from './wechat';
import { WxFailure, type AsyncFunctions } from './wx';

const ALBUM = 'scope.writePhotosAlbum';

/** Where the program may write: `wx.env.USER_DATA_PATH`. */
export const USER_FOLDER = 'wxfile://usr';

interface WriteFile {
  filePath: string;
  data: string;
  encoding: BufferEncoding;
  success?(said: { errMsg: string }): void;
  fail?(said: { errMsg: string }): void;
}

/**
 * The files of the program, the phone's album, and the permission to write there: asked for once; who refused has to allow it in the
 * settings.
 */
export function createFiles(person: Person) {
  const files = new Map<string, Uint8Array>();
  const album: string[] = [];
  const permissions: Record<string, boolean> = {};

  const keep = (bytes: Uint8Array, name = 'tmp'): string => {
    const path = `wxfile://${name}_${files.size + 1}.png`;
    files.set(path, bytes);
    return path;
  };
  const read = (path: unknown): Uint8Array => {
    const bytes = files.get(String(path));
    if (bytes === undefined) throw new WxFailure(`no such file or directory, open '${String(path)}'`);
    return bytes;
  };
  const chosen = (count: unknown): readonly Uint8Array[] => {
    if (person.pictures.length === 0) throw new WxFailure('cancel');
    return person.pictures.slice(0, typeof count === 'number' ? count : 9);
  };
  const authSetting = () => ({ authSetting: { ...permissions } });

  /** `wx.getFileSystemManager()`, which answers through callbacks alone. */
  const manager = {
    writeFile({ filePath, data, encoding, success, fail }: WriteFile): void {
      const isOwn = filePath.startsWith(`${USER_FOLDER}/`);
      if (isOwn) files.set(filePath, Buffer.from(data, encoding));
      if (isOwn) success?.({ errMsg: 'writeFile:ok' });
      else fail?.({ errMsg: `writeFile:fail permission denied, open ${filePath}` });
    },
  };

  const functions: AsyncFunctions = {
    saveImageToPhotosAlbum({ filePath }) {
      read(filePath);
      permissions[ALBUM] ??= person.allowsAlbum;
      if (permissions[ALBUM] !== true) throw new WxFailure('auth deny', { errno: 103 });
      album.push(String(filePath));
      return {};
    },
    showShareImageMenu({ path }) {
      read(path);
      return {};
    },
    getSetting: authSetting,
    openSetting() {
      // Only what was asked for before can be switched there.
      if (ALBUM in permissions) permissions[ALBUM] = person.allowsInSettings;
      return authSetting();
    },
    chooseMedia({ count }) {
      const tempFiles = chosen(count).map((bytes) => ({
        ...{ tempFilePath: keep(bytes), size: bytes.length, fileType: 'image' },
        ...{ width: 100, height: 100 },
      }));
      return { type: 'image', tempFiles };
    },
    // Not maintained by WeChat any more, but still there.
    chooseImage({ count }) {
      const tempFiles = chosen(count).map((bytes) => ({ path: keep(bytes), size: bytes.length }));
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
    },
  };
  return { functions, synchronous: { getFileSystemManager: () => manager }, keep, read, album };
}
