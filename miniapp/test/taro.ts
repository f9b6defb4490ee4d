/** A stand-in for `@tarojs/taro`: a storage in memory, and requests answered by the test. */
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

const fake = {
  request: async (request: FakeRequest): Promise<FakeAnswer> => answer(request),
  getStorageSync: (key: string): unknown => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown): void => void stored.set(key, value),
};

export default fake;
