import { readBundle } from './bundle';
import { createDevice, type LaunchOptions } from './device';
import { fire } from './events';
import { createNavigation } from './navigation';
import { createNetwork, type Network, type Origins } from './network';
import { createPage, type Page, type SetDataRecord } from './page';
import { createSandbox, type Sandbox } from './sandbox';
import { createSurroundings, nowhere, type Surroundings } from './surroundings';
import { createTimers } from './timers';
import { createWeChat, type Person, type WeChatServer } from './wechat';
import { createWx, isRecord, type WxCall } from './wx';
import { byClass, textOf, viewOf, type Element, type Found } from './wxml';

export interface BootOptions {
  /** The folder of the built program. */
  dist: string;
  origins: Origins;
  wechat: WeChatServer;
  /** Who holds the phone. May be changed while the program runs. */
  person: Person;
  /** What the phone remembers from an earlier visit. */
  storage?: Map<string, unknown>;
  /** The query of the code that was scanned, if one was. */
  scene?: string;
  /** The page by which the program is opened, as a code, a card or a message does it; the first one unless given. */
  way?: WayIn;
  /** The person's camera and place. May be changed while the program runs. */
  around?: Surroundings;
}

/** A page and its query, as they were written: what was encoded stays encoded. */
export interface WayIn {
  path: string;
  query?: Record<string, string>;
}

export interface MiniProgram {
  page(): Page;
  pages(): readonly Page[];
  /** What is on the screen now. */
  screen(): Element;
  text(): string;
  /** Every element with the class on the screen. */
  all(className: string): Found[];
  /** Waits until the element is there (at most `timeoutMs`), then taps it. `at` chooses among several. */
  tap(className: string, at?: number): Promise<void>;
  input(className: string, value: string): Promise<void>;
  /** Waits until the check holds, looking again after each moment. @throws Error with what is on the screen. */
  until<T>(check: () => T | undefined | null | false, what: string): Promise<T>;
  /** The person leaves the program and comes back to it by a code, a card or a message: it is still there, its pages are not. */
  comeBack(way: WayIn): Promise<void>;
  /** Presses a button of the tab bar. */
  switchTab(route: string): Promise<void>;
  readonly network: Network;
  readonly storage: Map<string, unknown>;
  readonly calls: readonly WxCall[];
  /** What the program wrote to the console as an error or a warning, and what it threw. */
  readonly complaints: readonly string[];
  readonly setData: Readonly<SetDataRecord>;
  /** Closes the program: its timers and requests end. */
  end(): void;
}

const PATIENCE_MS = 15_000;

/** Number of the way in: a scanned code. */
const SCANNED = 1047;

/** Nobody taps faster. */
const FINGER_MS = 30;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts the built program outside WeChat, on its first page. */
export function bootMiniProgram(options: BootOptions): MiniProgram {
  const bundle = readBundle(options.dist);
  const view = viewOf(options.dist);
  const storage = options.storage ?? new Map<string, unknown>();
  const complaints: string[] = [];
  const timers = createTimers((thrown) => complaints.push(describe(thrown)));
  const setData: SetDataRecord = { count: 0, bytes: 0, largestBytes: 0 };
  const registered = new Map<string, Record<string, unknown>>();
  const launch: LaunchOptions = {
    path: options.way?.path ?? bundle.pages[0] ?? '',
    query: {
      ...options.way?.query,
      ...(options.scene === undefined ? {} : { scene: encodeURIComponent(options.scene) }),
    },
    scene: options.scene === undefined && options.way === undefined ? 1001 : SCANNED,
  };

  const navigation = createNavigation(
    bundle,
    (route, query) => {
      sandbox.load(route);
      const config = registered.get(route);
      if (config === undefined) throw new Error(`${route}.js registers no page`);
      return createPage(route, config, query, setData, timers);
    },
    timers.soon,
  );
  const network = createNetwork(options.origins);
  const device = createDevice(launch, storage, timers);
  const wx = createWx(
    () => sandbox,
    timers,
    {
      ...device.asynchronous,
      ...navigation.functions,
      ...createWeChat(options.wechat, options.person),
      ...createSurroundings(bundle, options.around ?? nowhere()),
      request: network.request,
    },
    device.functions,
  );

  let app: Record<string, unknown> = {};
  const complain = (...args: unknown[]): void => void complaints.push(args.map(describe).join(' '));
  const sandbox: Sandbox = createSandbox(options.dist, {
    ...timers.globals,
    console: { log() {}, info() {}, debug() {}, warn: complain, error: complain },
    wx: wx.functions,
    App: (config: Record<string, unknown>) => {
      app = config;
    },
    Page: (config: Record<string, unknown>) => void registered.set(sandbox.loading(), config),
    Component: () => undefined,
    Behavior: (config: unknown) => config,
    getApp: () => app,
    getCurrentPages: () => navigation.pages().map(({ instance }) => instance),
    __wxConfig: { debug: false },
  });

  sandbox.load('app');
  tellApp(app, 'onLaunch', launch);
  tellApp(app, 'onShow', launch);
  navigation.start(launch.path, launch.query);

  const screen = (): Element => view.render(navigation.top().route, navigation.top().data);
  const text = (): string => textOf(screen());
  const all = (className: string): Found[] => byClass(screen(), className);

  async function until<T>(check: () => T | undefined | null | false, what: string): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen = check();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
      if (Date.now() > end) {
        const toasts = wx.calls
          .filter(({ name }) => name === 'showToast')
          .map(({ options }) => options['title']);
        throw new Error(
          [
            `Waited in vain for ${what} on ${navigation.top().route}: «${text()}»`,
            ...toasts,
            ...complaints,
          ].join('\n'),
        );
      }
      await pause(10);
    }
  }

  const ready = (className: string, at: number): Promise<Found> =>
    until(() => {
      const found = all(className)[at];
      return found !== undefined && !isDisabled(found.element) && found;
    }, `.${className} that can be used`);

  return {
    page: navigation.top,
    pages: navigation.pages,
    screen,
    text,
    all,
    until,
    async tap(className, at = 0) {
      fire(navigation.top(), await ready(className, at), 'tap');
      await pause(FINGER_MS);
    },
    async input(className, value) {
      fire(navigation.top(), await ready(className, 0), 'input', { value, cursor: value.length });
    },
    async comeBack({ path, query = {} }) {
      navigation.top().tell('onHide');
      tellApp(app, 'onHide', {});
      tellApp(app, 'onShow', sandbox.adopt({ path, query, scene: SCANNED }));
      await navigation.functions['reLaunch']?.({ url: `/${path}${searchOf(query)}` });
      await pause(FINGER_MS);
    },
    async switchTab(route) {
      const index = [...bundle.tabs].indexOf(route);
      await navigation.functions['switchTab']?.({ url: `/${route}` });
      navigation.top().tell('onTabItemTap', { index: String(index), pagePath: route, text: '' });
    },
    network,
    storage,
    calls: wx.calls,
    complaints,
    setData,
    end() {
      timers.end();
      network.end();
    },
  };
}

const searchOf = (query: Record<string, string>): string =>
  Object.entries(query)
    .map(([name, value], at) => `${at === 0 ? '?' : '&'}${name}=${value}`)
    .join('');

/** A disabled part of WeChat's own, or of the project's kit. */
const isDisabled = ({ attr }: Element): boolean =>
  attr['disabled'] === true ||
  String(attr['class'] ?? '')
    .split(/\s+/)
    .includes('tap--disabled');

function tellApp(app: Record<string, unknown>, method: string, options: object): void {
  const handler = app[method];
  if (typeof handler === 'function') handler.call(app, options);
}

function describe(thrown: unknown): string {
  if (isRecord(thrown) && typeof thrown['stack'] === 'string') return thrown['stack'];
  return isRecord(thrown) ? JSON.stringify(thrown) : String(thrown);
}
