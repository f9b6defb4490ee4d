const BASE = '/simulator/payer';

/** Asks the simulator, which plays WeChat in the demo. @throws Error with what it says */
export async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(BASE + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said: unknown = await answer.json().catch(() => null);
  if (answer.ok) return said;
  throw new Error(textOf(said, 'message') ?? '没有成功，请稍后再试');
}

export function textOf(body: unknown, name: string): string | null {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : null;
}

export function amountOf(body: unknown): number {
  const value: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'amountFen') : undefined;
  if (typeof value !== 'number') throw new Error('金额无法读取');
  return value;
}
