import type { AsyncFunctions, SyncFunctions } from './wx';
import type { Timers } from './timers';

const SCREEN = { screenWidth: 390, screenHeight: 844, windowWidth: 390, windowHeight: 753, pixelRatio: 3 };
const SAFE_AREA = { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 };
const SYSTEM = {
  platform: 'ios',
  system: 'iOS 17.5',
  brand: 'iPhone',
  model: 'iPhone 13',
  language: 'zh_CN',
};
const HOST = { SDKVersion: '3.8.0', version: '8.0.56', theme: 'light', fontSizeSetting: 16 };
const WHOLE = { ...SCREEN, ...SYSTEM, ...HOST, statusBarHeight: 47, safeArea: SAFE_AREA };

export interface LaunchOptions {
  /** The page that opens, without a leading slash. */
  path: string;
  query: Record<string, string>;
  /** Number of the way in: 1001 the list of programs, 1047 a scanned code. */
  scene: number;
}

/** The phone: its measures, its memory, and the small things that only show something. */
export function createDevice(launch: LaunchOptions, storage: Map<string, unknown>, timers: Timers) {
  const functions: SyncFunctions = {
    getSystemInfoSync: () => WHOLE,
    getWindowInfo: () => ({ ...SCREEN, statusBarHeight: 47, safeArea: SAFE_AREA }),
    getDeviceInfo: () => SYSTEM,
    getAppBaseInfo: () => ({ ...HOST, language: SYSTEM.language }),
    getMenuButtonBoundingClientRect: () => ({
      width: 87,
      height: 32,
      top: 50,
      bottom: 82,
      left: 296,
      right: 383,
    }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    canIUse: () => true,
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    nextTick: (callback: () => void) => timers.soon(callback),
    onError: () => undefined,
    offError: () => undefined,
    onUnhandledRejection: () => undefined,
    offUnhandledRejection: () => undefined,
    onWindowResize: () => undefined,
    offWindowResize: () => undefined,
    onKeyboardHeightChange: () => undefined,
    offKeyboardHeightChange: () => undefined,
    onThemeChange: () => undefined,
    offThemeChange: () => undefined,
  };
  const nothing = () => ({});
  const asynchronous: AsyncFunctions = {
    getSystemInfo: () => WHOLE,
    getStorage: ({ key }) => ({ data: storage.get(String(key)) ?? '' }),
    setStorage: ({ key, data }) => void storage.set(String(key), data),
    removeStorage: ({ key }) => void storage.delete(String(key)),
    showToast: nothing,
    hideToast: nothing,
    showLoading: nothing,
    hideLoading: nothing,
    setNavigationBarTitle: nothing,
    setNavigationBarColor: nothing,
    showShareMenu: nothing,
    pageScrollTo: nothing,
    startPullDownRefresh: nothing,
    stopPullDownRefresh: nothing,
    setTabBarItem: nothing,
    setTabBarBadge: nothing,
    removeTabBarBadge: nothing,
    setClipboardData: nothing,
    makePhoneCall: nothing,
    vibrateShort: nothing,
    previewImage: nothing,
    setKeepScreenOn: nothing,
  };
  return { functions, asynchronous };
}
