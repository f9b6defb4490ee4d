import type { Bundle } from './bundle';
import { isRecord, WxFailure, type AsyncFunctions } from './wx';

const LOCATION = 'scope.userLocation';
const UNDECLARED = 'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json';

/** What the person does with the camera and with questions of where they are. May be changed while the program runs. */
export interface Surroundings {
  /** What lies before the camera, one code after the other; null: they close it. */
  codes: (ScannedCode | null)[];
  /** In degrees (GCJ-02); null: the phone cannot find out. */
  whereabouts: { latitude: number; longitude: number } | null;
  /** What they choose on WeChat's map, in degrees; null: they close it. */
  chosen: ChosenLocation | null;
  /** What they answer when WeChat asks whether the program may know; it asks once, and keeps the answer. */
  mayLocate: boolean;
  /** Whether they allow it in WeChat's settings when those open. */
  allowsLocation: boolean;
}

export interface ChosenLocation {
  name: string;
  address: string;
  latitude: number;
  longitude: number;
}

export interface ScannedCode {
  /** Only of a code of this program: its page with the scene. */
  path?: string;
  result?: string;
}

export const nowhere = (): Surroundings => ({
  codes: [],
  whereabouts: null,
  chosen: null,
  mayLocate: true,
  allowsLocation: true,
});

/**
 * `wx.scanCode`, `wx.getLocation`, `wx.chooseLocation`, `wx.openLocation`, and the settings in which leave is given.
 * @param others functions that know of other settings
 */
export function createSurroundings(
  { privateInfos }: Bundle,
  around: Surroundings,
  others: AsyncFunctions = {},
): AsyncFunctions {
  const authSetting: Record<string, boolean> = {};

  return {
    scanCode() {
      const code = around.codes.shift() ?? null;
      if (code === null) throw new WxFailure('cancel');
      return {
        ...{ scanType: code.path === undefined ? 'QR_CODE' : 'WX_CODE', result: '', path: '' },
        ...code,
      };
    },

    getLocation({ type = 'wgs84' }) {
      if (!privateInfos.includes('getLocation')) throw new WxFailure(UNDECLARED);
      authSetting[LOCATION] ??= around.mayLocate;
      if (authSetting[LOCATION] === false) throw new WxFailure('auth deny');
      if (type !== 'gcj02') throw new WxFailure('the shop keeps its places in gcj02');
      if (around.whereabouts === null) throw new WxFailure('ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF');
      return { ...around.whereabouts, accuracy: 65, horizontalAccuracy: 65, speed: -1 };
    },

    chooseLocation() {
      if (!privateInfos.includes('chooseLocation')) throw new WxFailure(UNDECLARED);
      if (around.chosen === null) throw new WxFailure('cancel');
      return { ...around.chosen };
    },

    openLocation({ latitude, longitude }) {
      if (typeof latitude !== 'number' || typeof longitude !== 'number')
        throw new WxFailure('parameter error: latitude and longitude should be Number');
      return {};
    },

    getSetting: (options) => ({
      authSetting: { ...settingsOf(others['getSetting']?.(options)), ...authSetting },
    }),
    openSetting(options) {
      // Only what was asked for before can be switched there.
      if (LOCATION in authSetting) authSetting[LOCATION] = around.allowsLocation;
      return { authSetting: { ...settingsOf(others['openSetting']?.(options)), ...authSetting } };
    },
  };
}

function settingsOf(answer: unknown): object {
  const settings = isRecord(answer) ? answer['authSetting'] : null;
  return isRecord(settings) ? settings : {};
}
