import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNetwork } from './harness/network';
import { assign } from './harness/page';
import { createSandbox } from './harness/sandbox';
import { createTimers } from './harness/timers';
import { createWx, WxFailure } from './harness/wx';

const folder = mkdtempSync(path.join(tmpdir(), 'paifan-sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs code as a file of a bundle, and gives what it passed to `tell`. */
function run(code: string): unknown {
  const told: unknown[] = [];
  const file = `case-${Math.abs(hash(code))}`;
  writeFileSync(path.join(folder, `${file}.js`), code);
  createSandbox(folder, { tell: (value: unknown) => void told.push(value) }).load(file);
  return told[0];
}

const hash = (text: string): number =>
  [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7);

describe('the world in which the WeChat bundle runs', () => {
  test.each(['window', 'document', 'fetch', 'URL', 'process', 'Buffer', 'localStorage', 'AbortController'])(
    'has no %s',
    (name) => expect(run(`tell(typeof ${name})`)).toBe('undefined'),
  );

  test.each(['new Function("return 1")()', 'eval("1")', '(() => {}).constructor("return 1")()'])(
    'makes no code from a string: %s',
    (code) => expect(run(`try { tell(${code}) } catch (error) { tell(error.name) }`)).toBe('EvalError'),
  );
});

describe('the timers of a program that has ended', () => {
  test.each([
    ['set before', (set: () => void, end: () => void) => (set(), end())],
    ['set after', (set: () => void, end: () => void) => (end(), set())],
  ])('never run, if they were %s', async (_, inOrder) => {
    const timers = createTimers(() => undefined);
    let ran = false;
    inOrder(
      () => void timers.globals.setTimeout(() => (ran = true), 0),
      () => timers.end(),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(ran).toBe(false);
  });
});

describe('wx, as WeChat documents it', () => {
  const timers = createTimers((thrown) => {
    throw thrown;
  });
  const wx = createWx(
    () => createSandbox(folder, {}),
    timers,
    {
      answer: () => ({ code: '42' }),
      refuse: () => {
        throw new WxFailure('cancel');
      },
    },
    { now: () => 1 },
  );
  afterAll(timers.end);

  test('calls success and complete with the result', async () => {
    const heard: unknown[] = [];
    await new Promise((resolve) =>
      wx.functions['answer']?.({ success: (result: unknown) => heard.push(result), complete: resolve }),
    );
    expect(heard).toEqual([{ errMsg: 'answer:ok', code: '42' }]);
  });

  test('calls fail with the reason, or rejects where no callback is given', async () => {
    const failure = await new Promise((resolve) => wx.functions['refuse']?.({ fail: resolve }));
    expect(failure).toEqual({ errMsg: 'refuse:fail cancel' });
    await expect(wx.functions['refuse']?.({})).rejects.toEqual({ errMsg: 'refuse:fail cancel' });
  });

  test('a request outside the list of domains fails', async () => {
    const network = createNetwork({ 'http://shop.test': 'http://127.0.0.1:1' });
    await expect(network.request({ url: 'http://elsewhere.test/' })).rejects.toThrow(
      'url not in domain list',
    );
    await expect(network.request({ url: '/relative' })).rejects.toThrow('invalid url');
  });

  test('setData reaches into objects and lists', () => {
    const data: Record<string, unknown> = { root: { cn: [{ v: 'a' }] } };
    assign(data, 'root.cn.[0].v', 'b');
    assign(data, 'root.cn[1].cl', 'new');
    expect(data).toEqual({ root: { cn: [{ v: 'b' }, { cl: 'new' }] } });
  });
});
