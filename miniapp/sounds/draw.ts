import fs from 'node:fs';
import path from 'node:path';

// Makes the sound of a payment, which WeChat takes as a file only: npx tsx miniapp/sounds/draw.ts

const RATE = 16_000;
const LOUDNESS = 0.35;
/** Two soft notes, the second a fourth above the first: frequency in hertz, begin and length in seconds. */
const NOTES = [
  { hertz: 659.26, at: 0, seconds: 0.3 },
  { hertz: 880, at: 0.11, seconds: 0.42 },
] as const;
const SECONDS = 0.55;
/** A note begins within this time, so that it does not click. */
const ATTACK_SECONDS = 0.008;

function note({ hertz, at, seconds }: (typeof NOTES)[number], now: number): number {
  const since = now - at;
  if (since < 0 || since > seconds) return 0;
  const fall = Math.exp((-6 * since) / seconds) * Math.min(1, since / ATTACK_SECONDS);
  return Math.sin(2 * Math.PI * hertz * since) * fall;
}

/** A WAV file: one channel, 16 bits. */
function wav(): Buffer {
  const samples = Math.round(SECONDS * RATE);
  const data = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index += 1) {
    const value = NOTES.reduce((sum, one) => sum + note(one, index / RATE), 0) * LOUDNESS;
    data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), index * 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // plain samples
  head.writeUInt16LE(1, 22); // one channel
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

fs.writeFileSync(path.resolve(__dirname, '../src/packages/desk/sounds/paid.wav'), wav());
