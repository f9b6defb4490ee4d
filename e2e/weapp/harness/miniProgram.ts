import { readBundle } from './bundle';
import { createCanvases, type CanvasNode, type Stroke } from './canvas';
import { createConfirmations } from './confirmations';
import { createDevice, type LaunchOptions } from './device';
import { fire } from './events';
import { createFiles, USER_FOLDER } from './files';
import { createLayout, type Watched } from './layout';
import { createLife, type ReferrerInfo } from './life';
import { press, type Card } from './nativeButtons';
import { createNavigation } from './navigation';
import { createNetwork, type Network, type Origins } from './network';
import { createPage, type Page, type SetDataRecord } from './page';
import { createReminders } from './reminders';
import { type Gesture, createWx, isRecord, type WxCall } from './wx';
import { createSandbox, type Sandbox } from './sandbox';
import { createSounds } from './sounds';
import { createSurroundings, nowhere, type Surroundings } from './surroundings';
import { createTimers } from './timers';
import { documentedFunctions } from './unplayed';
import { createWeChat, type Person, type WeChatServer } from './wechat';
import { byClass, byTag, textOf, viewOf, type Element, type Found } from './wxml';

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
  /** Functions of `wx` that this WeChat is too old to have. */
  lacks?: readonly string[];
  /** There is no network when it starts. */
  offline?: boolean;
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
  /** Chooses in a picker. */
  pick(className: string, value: string): Promise<void>;
  /** Waits until the check holds, looking again after each moment. @throws Error with what is on the screen. */
  until<T>(check: () => T | undefined | null | false, what: string): Promise<T>;
  /** The person leaves the program and comes back to it by a code, a card or a message: it is still there, its pages are not. */
  comeBack(way: WayIn): Promise<void>;
  /** Presses a button of the tab bar. */
  switchTab(route: string): Promise<void>;
  /** Opens a page above this one, by its address. */
  open(url: string): Promise<void>;
  /** Goes one page back. */
  back(): Promise<void>;
  /** Sends the page as a card. @returns what the card shows, and where it leads */
  share(): Card;
  /** Elements that the program watches for coming near the screen. */
  readonly watched: ReadonlySet<Watched>;
  /** What was drawn on canvases. */
  readonly strokes: readonly Stroke[];
  /** The pictures in the phone's album. */
  readonly album: readonly string[];
  /** The sounds that were played, by their addresses. */
  readonly played: readonly string[];
  /** The cards that were sent by buttons of pages. */
  readonly cards: readonly Card[];
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
/** Number of the way in: from another mini-program. */
const RETURNED = 1038;

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
  const setData: SetDataRecord = { count: 0, bytes: 0, largestBytes: 0, payloads: [] };
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
  const { person, wechat: server } = options;
  const adopt = <T>(value: T): T => sandbox.adopt(value);
  const gesture: Gesture = { given: false };
  const files = createFiles(person);
  const network = createNetwork(options.origins, files.read);
  network.offline = options.offline ?? false;
  const canvases = createCanvases(timers, files.keep);
  const layout = createLayout(timers, (selector) => canvasOf(selector), adopt);
  const life = createLife(adopt);
  const sounds = createSounds(options.dist, (text) => complaints.push(text));
  const cards: Card[] = [];
  const device = createDevice(launch, storage, timers);
  const wx = createWx(
    () => sandbox,
    timers,
    {
      ...device.asynchronous,
      ...navigation.functions,
      ...network.functions.asynchronous,
      ...files.functions,
      ...canvases.functions,
      ...createWeChat(server, person, gesture),
      ...createSurroundings(bundle, options.around ?? nowhere(), files.functions),
      ...createReminders(server, person, gesture),
      ...createConfirmations(server, person, (back) => void visitElsewhere(back)),
      showModal: () => ({ confirm: person.agrees, cancel: !person.agrees }),
    },
    {
      ...device.functions,
      ...network.functions.synchronous,
      ...layout.functions,
      ...life.functions,
      ...files.synchronous,
      ...sounds.functions,
    },
  );
  for (const name of options.lacks ?? []) delete wx.functions[name];
  for (const name of documentedFunctions()) {
    if (name in wx.functions || options.lacks?.includes(name) === true) continue;
    wx.functions[name] = () => {
      const said = `wx.${name} is called, and nothing here plays it`;
      complaints.push(said);
      throw new Error(said);
    };
  }

  let app: Record<string, unknown> = {};
  const complain = (...args: unknown[]): void => void complaints.push(args.map(describe).join(' '));
  const sandbox: Sandbox = createSandbox(options.dist, {
    ...timers.globals,
    console: { log() {}, info() {}, debug() {}, warn: complain, error: complain },
    wx: { ...wx.functions, env: { USER_DATA_PATH: USER_FOLDER } },
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

  /** Another program comes before this one, and goes again. */
  async function visitElsewhere(back: () => Promise<ReferrerInfo>): Promise<void> {
    await pause(FINGER_MS);
    tellApp(app, 'onHide', {});
    life.hide();
    navigation.top().tell('onHide');
    const referrerInfo = await back();
    await pause(FINGER_MS);
    const { route, query } = { route: navigation.top().route, query: {} };
    const shown = { path: route, query, scene: RETURNED, referrerInfo };
    tellApp(app, 'onShow', adopt(shown));
    life.show(shown);
    navigation.top().tell('onShow');
  }

  let drawn: { page: Page; changes: number; screen: Element } | null = null;
  /** Drawn anew only when something has changed: whoever waits looks often. */
  const screen = (): Element => {
    const page = navigation.top();
    const { changes } = page;
    if (drawn === null || drawn.page !== page || drawn.changes !== changes)
      drawn = { page, changes, screen: view.render(page.route, page.data) };
    return drawn.screen;
  };
  const text = (): string => textOf(screen());
  const all = (className: string): Found[] => byClass(screen(), className);

  /** The canvas that a selector like `#poster` names, if it is on the screen. */
  function canvasOf(selector: string): CanvasNode | null {
    const id = selector.replace(/^#/, '');
    const found = byTag(screen(), 'wx-canvas').find(({ attr }) => attr['id'] === id && attr['type'] === '2d');
    return found === undefined ? null : canvases.nodeOf(id);
  }

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
      const found = await ready(className, at);
      gesture.given = true;
      if (!press(navigation.top(), found, { server, person, keepFile: files.keep, cards }))
        fire(navigation.top(), found, 'tap');
      await pause(FINGER_MS);
    },
    async input(className, value) {
      fire(navigation.top(), await ready(className, 0), 'input', { value, cursor: value.length });
    },
    async pick(className, value) {
      fire(navigation.top(), await ready(className, 0), 'change', { value });
      await pause(FINGER_MS);
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
    async open(url) {
      await navigation.functions['navigateTo']?.({ url });
    },
    async back() {
      await navigation.functions['navigateBack']?.({});
    },
    share() {
      const card: unknown = navigation.top().tell('onShareAppMessage', { from: 'menu' });
      if (!isRecord(card)) throw new Error(`${navigation.top().route} cannot be shared`);
      return card;
    },
    watched: layout.watched,
    strokes: canvases.strokes,
    album: files.album,
    played: sounds.played,
    cards,
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
