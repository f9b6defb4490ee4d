/** A stand-in for `@tarojs/taro`: a storage in memory, requests answered by the test, and pages that it says are open. */
export interface FakeRequest {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: string;
  responseType?: string;
}
export interface FakeAnswer {
  statusCode: number;
  data: unknown;
}

const stored = new Map<string, unknown>();
let answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer> = () => {
  throw new Error('the test has not said how requests are answered');
};

/** How requests are answered from now on; a throw is a missing network. */
export function answerRequests(next: typeof answer): void {
  answer = next;
}

/** The pages that are open, lowest first, where the program was started anew, and what was opened above or as a tab. */
export const pages: { open: { route: string }[]; relaunched: string[]; opened: string[] } = {
  ...{ open: [], relaunched: [], opened: [] },
};

const fake = {
  getCurrentPages: () => pages.open,
  reLaunch: async ({ url }: { url: string }): Promise<void> => void pages.relaunched.push(url),
  navigateTo: async ({ url }: { url: string }): Promise<void> => void pages.opened.push(url),
  switchTab: async ({ url }: { url: string }): Promise<void> => void pages.opened.push(url),
  showToast: async (): Promise<void> => undefined,
  request: async (request: FakeRequest): Promise<FakeAnswer> => answer(request),
  getStorageSync: (key: string): unknown => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown): void => void stored.set(key, value),
};

export default fake;
