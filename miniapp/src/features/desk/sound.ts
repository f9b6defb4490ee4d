import Taro from '@tarojs/taro';
import { useState } from 'react';

/** In the subpackage of the desk, in both builds; drawn by sounds/draw.ts. */
const SOUND = '/packages/desk/sounds/paid.wav';
const SILENT = 'deskSilent';

let player: Taro.InnerAudioContext | null = null;

/** A short, soft tone. Where it may not sound (a browser before anybody has touched the page) it stays silent. */
export function chime(): void {
  if (player === null) {
    player = Taro.createInnerAudioContext();
    player.src = SOUND;
  }
  // The web's answers with a promise, against its type.
  const playing: unknown = player.play();
  Promise.resolve(playing).catch(() => undefined);
}

/** Whether payments are heard on this device; it remembers. */
export function useSound(): readonly [isOn: boolean, toggle: () => void] {
  const [isOn, setOn] = useState(() => Taro.getStorageSync<unknown>(SILENT) !== 'yes');
  const toggle = (): void => {
    Taro.setStorageSync(SILENT, isOn ? 'yes' : 'no');
    setOn(!isOn);
    if (!isOn) chime();
  };
  return [isOn, toggle];
}
