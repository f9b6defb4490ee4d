import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import type { MemberId } from '@paifan/shared/ids/ids';
import { ClearError } from '../../scripts/terminal';
import type { ApiRequest, Send } from './apiRequests';

/** Milliseconds of every request, by its route. */
export interface Taken {
  readonly routes: ReadonlyMap<RouteKey, readonly number[]>;
  readonly health: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Clients of the API on connections that stay open; each request's time is taken, from its first byte to the last of its answer. */
export class ApiClients {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly tokens = new Map<MemberId, string>();
  private routes = new Map<RouteKey, number[]>();
  private health: number[] = [];

  constructor(
    private readonly port: number,
    private readonly operatorToken: string,
  ) {}

  /** @throws ClearError when it is not answered with a success */
  readonly send: Send = async <K extends RouteKey>(asked: ApiRequest & { readonly key: K }) => {
    const { key, params = {}, query, body, idempotencyKey } = asked;
    const [method = '', template = ''] = key.split(' ');
    const place = template.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
    const search = query ? `?${new URLSearchParams(query).toString()}` : '';
    const token = this.tokenOf(asked.asker);
    const headers = {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    };
    const begun = performance.now();
    const answer = await this.exchange(method, `${place}${search}`, headers, body);
    const times = this.routes.get(key) ?? [];
    times.push(performance.now() - begun);
    this.routes.set(key, times);
    if (answer.status > 299)
      throw new ClearError(`${key} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return (answer.status === 204 ? undefined : JSON.parse(answer.body)) as ResponseOf<K>;
  };

  async askHealth(): Promise<void> {
    const begun = performance.now();
    await this.exchange('GET', '/healthz', {});
    this.health.push(performance.now() - begun);
  }

  async untilHealthy(): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      const answer = await this.exchange('GET', '/healthz', {}).catch(() => null);
      if (answer?.status === 200) return;
      await pause(200);
    }
    throw new ClearError('The server did not start within a minute.');
  }

  /** Signs members in, as the demo does. */
  async signIn(members: readonly MemberId[]): Promise<void> {
    for (const memberId of members) {
      const { token } = await this.send({
        key: 'POST /api/demo/session',
        asker: 'anyone',
        body: { memberId },
      });
      this.tokens.set(memberId, token);
    }
  }

  /** What was measured so far does not count. */
  forget(): void {
    this.routes = new Map();
    this.health = [];
  }

  taken(): Taken {
    return { routes: this.routes, health: this.health };
  }

  private tokenOf(asker: ApiRequest['asker']): string | null {
    if (asker === 'anyone') return null;
    if (asker === 'operator') return this.operatorToken;
    const token = this.tokens.get(asker.member);
    if (token === undefined) throw new Error(`member ${asker.member} is not signed in`);
    return token;
  }

  private exchange(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { agent: this.agent, host: '127.0.0.1', port: this.port, method, path, headers },
        (response) => {
          text(response).then(
            (answer) => resolve({ status: response.statusCode ?? 0, body: answer }),
            reject,
          );
        },
      );
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
