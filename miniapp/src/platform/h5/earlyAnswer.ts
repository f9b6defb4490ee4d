/** What the API answered, as `Taro.request` tells it. */
export interface EarlyAnswer {
  statusCode: number;
  data: unknown;
}

declare global {
  interface Window {
    /** What `src/index.html` asked for while the program was still on its way, for a visitor without a session; null: no answer came. */
    firstProducts?: Promise<Response | null>;
  }
}

/** The answer to a request without a session that the document has sent before the program could; null: there is none. Good for one time. */
export async function takeEarlyAnswer(path: string): Promise<EarlyAnswer | null> {
  const { firstProducts } = window;
  if (firstProducts === undefined || path !== '/api/products') return null;
  delete window.firstProducts;
  const answer = await firstProducts;
  if (answer === null) return null;
  return { statusCode: answer.status, data: (await answer.json().catch(() => null)) as unknown };
}
