import type { Page } from 'playwright-core';
import { protocolOf } from '../protocol';

/** How the API fails: it answers that it failed, or there is no connection to it. */
export type Failing = 'refused' | 'unreachable';

/** What it says when it answers that it failed. */
export const REFUSAL = { code: 'internal', message: '服务器出错了，请稍后再试' };

/** A request to the API that waits until somebody says what becomes of it. */
export interface WaitingRequest {
  readonly url: string;
  letThrough(): Promise<void>;
  fail(how: Failing): Promise<void>;
}

/**
 * Stops every request of a page to the API, and nothing but those, and hands it over: playwright's own routes would ask here about
 * every file of the program, and keep none of them. @returns how to stop no more
 */
export async function stopApi(
  page: Page,
  judge: (request: WaitingRequest) => void,
): Promise<() => Promise<void>> {
  const protocol = await protocolOf(page);
  const meet = ({ requestId, request: { url } }: { requestId: string; request: { url: string } }): void => {
    const decide = (decided: Promise<unknown>): Promise<void> =>
      // The page may have gone on meanwhile.
      decided.then(
        () => undefined,
        () => undefined,
      );
    judge({
      url,
      letThrough: () => decide(protocol.send('Fetch.continueRequest', { requestId })),
      fail: (how) =>
        decide(
          how === 'unreachable'
            ? protocol.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionFailed' })
            : protocol.send('Fetch.fulfillRequest', {
                ...{ requestId, responseCode: 500 },
                responseHeaders: [{ name: 'Content-Type', value: 'application/json' }],
                body: Buffer.from(JSON.stringify(REFUSAL)).toString('base64'),
              }),
        ),
    });
  };
  protocol.on('Fetch.requestPaused', meet);
  await protocol.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/*' }] });
  return async () => {
    await protocol.send('Fetch.disable');
    protocol.off('Fetch.requestPaused', meet);
  };
}

/** Lets the API fail for a page. @returns how to let all be well again */
export const failApi = (page: Page, how: Failing): Promise<() => Promise<void>> =>
  stopApi(page, (request) => void request.fail(how));
