import type { Timers } from './timers';
import { WxFailure, type AsyncFunctions } from './wx';

/** What was done to a canvas: calls of its context, and values that were set. */
export interface Stroke {
  name: string;
  values: readonly unknown[];
}

interface CanvasImage {
  src: string;
  onload: (() => void) | null;
  onerror: ((reason: unknown) => void) | null;
  width: number;
  height: number;
}

/** A canvas of `type="2d"`, as a selector query hands it over. */
export interface CanvasNode {
  width: number;
  height: number;
  getContext(kind: string): unknown;
  createImage(): CanvasImage;
}

const PICTURE = /^(data:image\/(png|jpeg);base64,|https:\/\/|wxfile:\/\/)/;

/** About half an em: enough to break lines by. */
const widthOf = (text: string, font: string): number =>
  [...text].length * Number(/(\d+)px/.exec(font)?.[1] ?? 10);

/**
 * The canvases of the pages, which remember what is drawn on them, and `wx.canvasToTempFilePath`.
 * @param keepFile keeps a picture under a path of WeChat's
 */
export function createCanvases(timers: Timers, keepFile: (bytes: Uint8Array) => string) {
  const nodes = new Map<string, CanvasNode>();
  const strokes: Stroke[] = [];

  const nodeOf = (id: string): CanvasNode => {
    const node = nodes.get(id) ?? createNode();
    nodes.set(id, node);
    return node;
  };

  function createNode(): CanvasNode {
    const context = createContext(strokes);
    return {
      width: 300,
      height: 150,
      getContext: (kind) => (kind === '2d' ? context : null),
      createImage: () => createImage(timers),
    };
  }

  const functions: AsyncFunctions = {
    canvasToTempFilePath({ canvas }) {
      const known = [...nodes.values()].some((node) => node === canvas);
      if (!known) throw new WxFailure('fail canvas is empty');
      return { tempFilePath: keepFile(Buffer.from(JSON.stringify(strokes))) };
    },
  };
  return { nodeOf, strokes, functions };
}

/** The context of a canvas: takes every call and every setting, and writes it down. */
function createContext(strokes: Stroke[]): object {
  const settings: Record<string, unknown> = { font: '10px sans-serif' };
  return new Proxy(settings, {
    get(_, name) {
      const key = String(name);
      if (key in settings) return settings[key];
      if (key === 'measureText')
        return (text: string) => ({ width: widthOf(text, String(settings['font'])) });
      return (...values: unknown[]) => void strokes.push({ name: key, values });
    },
    set(_, name, value) {
      settings[String(name)] = value;
      strokes.push({ name: String(name), values: [value] });
      return true;
    },
  });
}

function createImage(timers: Timers): CanvasImage {
  let src = '';
  const image: CanvasImage = {
    onload: null,
    onerror: null,
    width: 0,
    height: 0,
    get src() {
      return src;
    },
    set src(next) {
      src = next;
      timers.soon(() => {
        if (!PICTURE.test(next)) return image.onerror?.(new Error(`cannot load ${next.slice(0, 40)}`));
        image.width = image.height = 430;
        image.onload?.();
      });
    },
  };
  return image;
}
