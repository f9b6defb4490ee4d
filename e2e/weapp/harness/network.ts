import { WxFailure, type WxOptions } from './wx';

/** Where the program believes its server to be, and where it really is: WeChat's list of allowed domains, in small. */
export type Origins = Readonly<Record<string, string>>;

export interface Network {
  /** `wx.request`: sends real HTTP. */
  request(options: WxOptions): Promise<object>;
  /** While true, nothing reaches the server. */
  offline: boolean;
  end(): void;
}

/**
 * `wx.request` as WeChat documents it: any HTTP status is a success; data is sent as JSON, or as the query of a
 * GET; what looks like JSON comes back parsed; bytes for `responseType: 'arraybuffer'`.
 */
export function createNetwork(origins: Origins): Network {
  const ended = new AbortController();

  const network: Network = {
    offline: false,
    end: () => ended.abort(),
    async request(options) {
      const method = String(options['method'] ?? 'GET').toUpperCase();
      const url = target(String(options['url'] ?? ''), origins);
      const timeout = typeof options['timeout'] === 'number' ? options['timeout'] : 60_000;
      if (network.offline) throw new WxFailure('errcode:-106 cronet_error_code:-106', { errno: 600001 });
      const answer = await fetch(method === 'GET' ? withQuery(url, options['data']) : url, {
        method,
        headers: headersOf(options['header']),
        signal: AbortSignal.any([ended.signal, AbortSignal.timeout(timeout)]),
        ...(method === 'GET' || options['data'] === undefined ? {} : { body: bodyOf(options['data']) }),
      }).catch((thrown: unknown) => {
        const late = thrown instanceof DOMException && thrown.name === 'TimeoutError';
        throw new WxFailure(late ? 'timeout' : 'errcode:-102 cronet_error_code:-102', {
          errno: late ? 5 : 600001,
        });
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const data =
        options['responseType'] === 'arraybuffer' ? bytes : parsed(new TextDecoder().decode(bytes), options);
      const header = Object.fromEntries(answer.headers.entries());
      return { statusCode: answer.status, header, cookies: [], data };
    },
  };
  return network;
}

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
