/** One event of a stream of server-sent events. */
export interface SentEvent {
  /** Sent back in `Last-Event-ID` when the connection breaks. null: none yet. */
  readonly id: string | null;
  readonly data: string;
}

/**
 * Reads a stream of server-sent events as its text comes, in pieces of any size. What is no event (comments, signs of life, how soon to come
 * back) is passed over.
 * @returns what takes the next piece and answers the events that it completes
 */
export function createEventReader(): (piece: string) => SentEvent[] {
  let rest = '';
  let id: string | null = null;
  return (piece) => {
    const blocks = (rest + piece).replace(/\r\n/g, '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const lines = block.split('\n').map(readLine);
      id = lines.filter(({ name }) => name === 'id').at(-1)?.value ?? id;
      const data = lines.filter(({ name }) => name === 'data').map(({ value }) => value);
      return data.length === 0 ? [] : [{ id, data: data.join('\n') }];
    });
  };
}

function readLine(line: string): { name: string; value: string } {
  const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
  return { name, value };
}
