import { useEffect, useState } from 'react';

const KEY = 'paifan.desk.silent';
const SECONDS = 0.25;
const HERTZ = 880;
const VOLUME = 0.2;

let context: AudioContext | null = null;

/** A short, soft tone. Browsers stay silent until somebody has touched the page; that is not an error. */
export function chime(): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const now = context.currentTime;
  tone.frequency.value = HERTZ;
  volume.gain.setValueAtTime(VOLUME, now);
  volume.gain.exponentialRampToValueAtTime(0.001, now + SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(now);
  tone.stop(now + SECONDS);
}

/** Whether payments are heard: this browser remembers it. */
export function useSound(): readonly [isOn: boolean, setOn: (on: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEY) !== 'yes');
  useEffect(() => {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'yes');
  }, [isOn]);
  return [isOn, setOn];
}
