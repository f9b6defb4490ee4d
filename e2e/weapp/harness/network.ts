import { WxFailure, isRecord, type AsyncFunctions, type SyncFunctions, type WxOptions } from './wx';

/** Where the program believes its server to be, and where it really is: WeChat's list of allowed domains, in small. */
export type Origins = Readonly<Record<string, string>>;

export interface Network {
  /** `wx.request`: sends real HTTP. */
  request(options: WxOptions): Promise<object>;
  /** `wx.uploadFile`: sends a file of the program's as a form does. */
  uploadFile(options: WxOptions): Promise<object>;
  /** While true, nothing reaches the server; the program is told when it changes. */
  offline: boolean;
  /** How long every answer takes more than it does. */
  slowMs: number;
  /** What becomes of the next requests that fit: `unreached` times out before it is sent, `lost` after it was carried out. */
  readonly mishaps: Mishap[];
  readonly functions: { readonly asynchronous: AsyncFunctions; readonly synchronous: SyncFunctions };
  end(): void;
}

export interface Mishap {
  method: string;
  /** How the address ends, without its query. */
  path: string;
  fault: 'unreached' | 'lost';
}

type StatusListener = (status: { isConnected: boolean; networkType: string }) => void;

/**
 * `wx.request` as WeChat documents it: whatever the HTTP status, it is a success; data is sent as JSON, or as the query of a
 * GET; what looks like JSON comes back parsed; bytes for `responseType: 'arraybuffer'`.
 */
export function createNetwork(
  origins: Origins,
  readFile: (path: unknown) => Uint8Array = () => new Uint8Array(),
): Network {
  const ended = new AbortController();
  const listeners = new Set<StatusListener>();
  const mishaps: Mishap[] = [];
  let offline = false;
  const networkType = () => (offline ? 'none' : 'wifi');

  /** Sends, with what happens on the way. */
  async function exchange(url: URL, init: RequestInit, timeoutMs: number): Promise<Response> {
    if (offline) throw new WxFailure('errcode:-106 cronet_error_code:-106', { errno: 600001 });
    const at = mishaps.findIndex(({ method, path }) => method === init.method && url.pathname.endsWith(path));
    const mishap = at < 0 ? undefined : mishaps.splice(at, 1)[0];
    if (mishap?.fault === 'unreached') throw timedOut();
    if (network.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, network.slowMs));
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await fetch(url, { ...init, signal }).catch((thrown: unknown) => {
      if (thrown instanceof DOMException && thrown.name === 'TimeoutError') throw timedOut();
      throw new WxFailure('errcode:-102 cronet_error_code:-102', { errno: 600001 });
    });
    if (mishap?.fault !== 'lost') return answer;
    await answer.arrayBuffer();
    throw timedOut();
  }

  const network: Network = {
    get offline() {
      return offline;
    },
    set offline(next) {
      if (offline === next) return;
      offline = next;
      const status = { isConnected: !offline, networkType: networkType() };
      for (const listener of [...listeners]) listener(status);
    },
    slowMs: 0,
    mishaps,
    functions: {
      asynchronous: {
        request: (options) => network.request(options),
        uploadFile: (options) => network.uploadFile(options),
        getNetworkType: () => ({ networkType: networkType() }),
      },
      synchronous: {
        onNetworkStatusChange: (listener: StatusListener) => void listeners.add(listener),
        offNetworkStatusChange: (listener?: StatusListener) =>
          void (listener ? listeners.delete(listener) : listeners.clear()),
      },
    },
    end: () => ended.abort(),
    async uploadFile(options) {
      const form = new FormData();
      const given = isRecord(options['formData']) ? options['formData'] : {};
      for (const [name, value] of Object.entries(given)) form.set(name, String(value));
      const bytes = Buffer.from(readFile(options['filePath']));
      form.set(String(options['name']), new Blob([bytes], { type: 'image/png' }), 'picture.png');
      const headers = headersOf(options['header']);
      headers.delete('content-type'); // the form says it, with its boundary
      const url = target(String(options['url'] ?? ''), origins);
      const answer = await exchange(url, { method: 'POST', headers, body: form }, timeoutOf(options));
      return { statusCode: answer.status, data: await answer.text() };
    },
    async request(options) {
      const method = String(options['method'] ?? 'GET').toUpperCase();
      const url = target(String(options['url'] ?? ''), origins);
      const hasBody = method !== 'GET' && options['data'] !== undefined;
      const answer = await exchange(
        method === 'GET' ? withQuery(url, options['data']) : url,
        {
          method,
          headers: headersOf(options['header']),
          ...(hasBody ? { body: bodyOf(options['data']) } : {}),
        },
        timeoutOf(options),
      );
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const data =
        options['responseType'] === 'arraybuffer' ? bytes : parsed(new TextDecoder().decode(bytes), options);
      const header = Object.fromEntries(answer.headers.entries());
      return { statusCode: answer.status, header, cookies: [], data };
    },
  };
  return network;
}

const timedOut = (): WxFailure => new WxFailure('timeout', { errno: 5 });

const timeoutOf = ({ timeout }: WxOptions): number => (typeof timeout === 'number' ? timeout : 60_000);

function target(url: string, origins: Origins): URL {
  if (!/^https?:\/\/[^/]+/.test(url)) throw new WxFailure(`invalid url "${url}"`, { errno: 600009 });
  const asked = new URL(url);
  const real = origins[asked.origin];
  if (real === undefined) throw new WxFailure('url not in domain list', { errno: 600002 });
  return new URL(asked.pathname + asked.search, real);
}

function withQuery(url: URL, data: unknown): URL {
  if (typeof data === 'object' && data !== null) {
    for (const [name, value] of Object.entries(data)) url.searchParams.set(name, String(value));
  }
  return url;
}

function headersOf(header: unknown): Headers {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (typeof header === 'object' && header !== null) {
    for (const [name, value] of Object.entries(header)) headers.set(name, String(value));
  }
  return headers;
}

const bodyOf = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data));

function parsed(text: string, options: WxOptions): unknown {
  if ((options['dataType'] ?? 'json') !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // WeChat hands over what it could not parse
  }
}
