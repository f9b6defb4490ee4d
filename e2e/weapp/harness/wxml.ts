import path from 'node:path';
import vm from 'node:vm';
import { wxmlToJs } from 'miniprogram-compiler';

/** A node of what the member sees: `wx-view`, `wx-button` … with the attributes of the WXML, or text. */
export interface Element {
  tag: string;
  attr: Record<string, unknown>;
  children: Node[];
}
export type Node = Element | string;

export interface View {
  /** What a page shows with this data. @throws Error for what WeChat's view complains of, such as a missing template. */
  render(route: string, data: object): Element;
}

/** Draws a file; the data arrives as text, as it does in WeChat's view, which is a world of its own. */
type Draw = (file: string, data: string) => Element;

/** Parts of a deep page are drawn by these components of Taro, from a template of their own. */
const RECURSION = new Set(['wx-comp', 'wx-custom-wrapper']);

/** Compiling takes a moment, and a bundle does not change while it is tested. */
const views = new Map<string, View>();

/**
 * Compiles every WXML file of the bundle with WeChat's own compiler.
 * @throws Error naming the file and the place when the WXML is not valid.
 */
export function viewOf(dist: string): View {
  const view = views.get(dist) ?? compileView(dist);
  views.set(dist, view);
  return view;
}

function compileView(dist: string): View {
  const code = wxmlToJs(path.resolve(dist), { maxBuffer: 64 * 1024 * 1024 });
  const faults: string[] = [];
  const complain = (...args: unknown[]): void => void faults.push(args.map(String).join(' '));
  const window: Record<string, unknown> = {
    __webview_engine_version__: 0.02,
    console: { log() {}, info() {}, warn: complain, error: complain },
  };
  window['window'] = window;
  const draw = vm.runInNewContext(
    `(function ($gwx) { return function (file, data) { return $gwx(file)(JSON.parse(data)); }; })((function () { ${code} })())`,
    window,
  ) as Draw;

  const expand = (node: Node): Node => {
    if (typeof node !== 'object') return node;
    const children = RECURSION.has(node.tag)
      ? [
          draw(
            `${node.tag.slice('wx-'.length)}.wxml`,
            JSON.stringify({ i: node.attr['i'], l: node.attr['l'] }),
          ),
        ]
      : (node.children ?? []);
    return { tag: node.tag, attr: node.attr ?? {}, children: children.map(expand) };
  };

  return {
    render(route, data) {
      const drawn = expand(draw(`${route}.wxml`, JSON.stringify(data))) as Element;
      if (faults.length > 0) throw new Error(`WXML of ${route}: ${faults.splice(0).join('; ')}`);
      return drawn;
    },
  };
}

/** An element with those it lies in, the nearest first. */
export interface Found {
  element: Element;
  above: readonly Element[];
}

/** Every element that carries the class, in the order of the page. */
export function byClass(root: Element, name: string): Found[] {
  const found: Found[] = [];
  const walk = (node: Node, above: readonly Element[]): void => {
    if (typeof node === 'string') return;
    if (
      String(node.attr['class'] ?? '')
        .split(/\s+/)
        .includes(name)
    )
      found.push({ element: node, above });
    for (const child of node.children) walk(child, [node, ...above]);
  };
  walk(root, []);
  return found;
}

/** Every element of a kind, such as `wx-canvas`. */
export function byTag(root: Element, tag: string): Element[] {
  const below = root.children.flatMap((child) => (typeof child === 'string' ? [] : byTag(child, tag)));
  return root.tag === tag ? [root, ...below] : below;
}

/** All text below a node, in one piece. */
export function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
