import { colors } from '@config/tokens';

/** The poster's measures, in CSS pixels; it is drawn `SCALE` times as fine. */
export const POSTER = { width: 300, height: 400 } as const;
export const SCALE = 3;

const CODE = 168;
const MARGIN = 24;

export interface PosterContent {
  title: string;
  text: string;
  nickname: string;
  inviteCode: string;
  code: CanvasImageSource;
}

/** Cuts a text into lines that fit; at most `most`, the last one ends with an ellipsis when there was more. */
export function linesOf(text: string, most: number, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const letter of text) {
    if (fits(line + letter)) {
      line += letter;
      continue;
    }
    if (lines.length === most - 1) return [...lines, `${line.slice(0, -1)}…`];
    lines.push(line);
    line = letter;
  }
  return line === '' ? lines : [...lines, line];
}

/** Draws the poster of an invitation: who invites, to what, and the code to scan. Paper and ink, nothing that shouts. */
export function drawPoster(context: CanvasRenderingContext2D, content: PosterContent): void {
  const { width, height } = POSTER;
  const middle = width / 2;
  context.scale(SCALE, SCALE);
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, width, height);
  context.fillStyle = colors.card;
  context.fillRect(12, 12, width - 24, height - 24);
  context.strokeStyle = colors.hairline;
  context.strokeRect(12, 12, width - 24, height - 24);

  context.textAlign = 'center';
  const write = (text: string, y: number, size: number, colour: string, weight = 400): void => {
    context.font = `${weight} ${size}px sans-serif`;
    context.fillStyle = colour;
    context.fillText(text, middle, y);
  };
  context.font = '600 20px sans-serif';
  const fits = (line: string): boolean => context.measureText(line).width <= width - 2 * MARGIN - 12;
  linesOf(content.title, 1, fits).forEach((line) => write(line, 56, 20, colors.ink, 600));
  context.font = '400 13px sans-serif';
  linesOf(content.text, 2, fits).forEach((line, index) => write(line, 84 + index * 20, 13, colors.inkSecond));

  context.drawImage(content.code, middle - CODE / 2, 124, CODE, CODE);
  write(`${content.nickname} 邀请你`, 324, 15, colors.ink, 600);
  write(`微信扫一扫 · 邀请码 ${content.inviteCode}`, 350, 13, colors.inkSecond);
}
