import type { Page } from 'playwright-core';
import { protocolOf } from '../protocol';

/** How the API fails: it answers that it failed, or there is no connection to it. */
export type Failing = 'refused' | 'unreachable';

const REFUSAL = { code: 'internal', message: '服务器出错了，请稍后再试' };

/**
 * Lets the API fail for a page, and nothing but the API: playwright's own routes would ask here about every file of the program, and
 * keep none of them. @returns how to let all be well again
 */
export async function failApi(page: Page, how: Failing): Promise<() => Promise<void>> {
  const protocol = await protocolOf(page);
  const fail = ({ requestId }: { requestId: string }): void =>
    // The page may have gone on meanwhile.
    void (
      how === 'unreachable'
        ? protocol.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionFailed' })
        : protocol.send('Fetch.fulfillRequest', {
            ...{ requestId, responseCode: 500 },
            responseHeaders: [{ name: 'Content-Type', value: 'application/json' }],
            body: Buffer.from(JSON.stringify(REFUSAL)).toString('base64'),
          })
    ).catch(() => undefined);
  protocol.on('Fetch.requestPaused', fail);
  await protocol.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/*' }] });
  return async () => {
    await protocol.send('Fetch.disable');
    protocol.off('Fetch.requestPaused', fail);
  };
}
