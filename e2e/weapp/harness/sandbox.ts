import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

export interface Sandbox {
  /** Runs a file of the bundle (with or without `.js`) as WeChat does: once, as a CommonJS module. */
  load(file: string): void;
  /** The file, without `.js` and relative to the bundle, whose top level is running now. */
  loading(): string;
  /** A copy of plain data made of the sandbox's own objects, as an answer of WeChat is. */
  adopt<T>(value: T): T;
  /** A copy of bytes as an ArrayBuffer of the sandbox. */
  adoptBytes(bytes: Uint8Array): ArrayBuffer;
}

/**
 * A bare V8 context like WeChat's logic layer: the language and the given globals, nothing of a browser or of
 * Node, and no code made from strings.
 */
export function createSandbox(dist: string, globals: Record<string, unknown>): Sandbox {
  const context = vm.createContext({ ...globals }, { codeGeneration: { strings: false, wasm: false } });
  const parse = vm.runInContext('JSON.parse', context) as (text: string) => unknown;
  const Bytes = vm.runInContext('Uint8Array', context) as Uint8ArrayConstructor;
  const modules = new Map<string, { exports: unknown }>();
  let current = '';

  function load(file: string): unknown {
    const full = file.endsWith('.js') ? file : `${file}.js`;
    const known = modules.get(full);
    if (known !== undefined) return known.exports;
    const loaded = { exports: {} as unknown };
    modules.set(full, loaded);
    const run = vm.compileFunction(readFileSync(full, 'utf8'), ['require', 'module', 'exports'], {
      filename: full,
      parsingContext: context,
    });
    const before = current;
    current = path.relative(dist, full).split(path.sep).join('/').replace(/\.js$/, '');
    try {
      run((request: string) => load(path.resolve(path.dirname(full), request)), loaded, loaded.exports);
    } finally {
      current = before;
    }
    return loaded.exports;
  }

  return {
    load: (file) => void load(path.join(dist, file)),
    loading: () => current,
    adopt: <T>(value: T) => (value === undefined ? value : (parse(JSON.stringify(value)) as T)),
    adoptBytes: (bytes) => Bytes.from(bytes).buffer as ArrayBuffer,
  };
}
