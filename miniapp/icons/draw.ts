import fs from 'node:fs';
import path from 'node:path';
import { colors } from '../config/tokens';
import { encodePng } from './png';
import { SHAPES, type Point, type Stroke } from './shapes';

// Draws the tab bar's pictures, which WeChat takes as files only: npx tsx miniapp/icons/draw.ts

const FIELD = 24;
const PIXELS = 81; // as WeChat recommends
const PEN = 1.6;

function distanceToSegment([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const lengthSquared = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = lengthSquared === 0 ? 0 : ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}

function distanceToStrokes(point: Point, strokes: readonly Stroke[]): number {
  let nearest = Infinity;
  for (const stroke of strokes) {
    stroke.slice(1).forEach((end, index) => {
      nearest = Math.min(nearest, distanceToSegment(point, stroke[index] ?? end, end));
    });
  }
  return nearest;
}

/** How much of each pixel the pen covers; its edge is one pixel soft. */
function cover(strokes: readonly Stroke[]): Uint8Array {
  const scale = PIXELS / FIELD;
  const coverage = new Uint8Array(PIXELS * PIXELS);
  coverage.forEach((_, index) => {
    const point: Point = [((index % PIXELS) + 0.5) / scale, (Math.floor(index / PIXELS) + 0.5) / scale];
    const inside = (PEN / 2 - distanceToStrokes(point, strokes)) * scale + 0.5;
    coverage[index] = Math.round(Math.min(1, Math.max(0, inside)) * 255);
  });
  return coverage;
}

const target = path.resolve(__dirname, '../src/icons');
fs.mkdirSync(target, { recursive: true });
for (const [name, strokes] of Object.entries(SHAPES)) {
  const coverage = cover(strokes);
  fs.writeFileSync(path.join(target, `${name}.png`), encodePng(PIXELS, coverage, colors.inkSecond));
  fs.writeFileSync(path.join(target, `${name}-on.png`), encodePng(PIXELS, coverage, colors.vermilionText));
}
