import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SyncFunctions } from './wx';

/** `wx.createInnerAudioContext`: what is played, and the complaint when the program does not have it. */
export function createSounds(dist: string, complain: (text: string) => void) {
  const played: string[] = [];
  const functions: SyncFunctions = {
    createInnerAudioContext() {
      const player = {
        src: '',
        play() {
          // Its own sounds are named from the root of the program.
          if (!player.src.startsWith('/') || !existsSync(path.join(dist, player.src)))
            complain(`there is no sound «${player.src}»`);
          played.push(player.src);
        },
        ...{ pause() {}, stop() {}, seek() {}, destroy() {} },
        ...{ onPlay() {}, onEnded() {}, onError() {}, offError() {} },
      };
      return player;
    },
  };
  return { functions, played };
}
