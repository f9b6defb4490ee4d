import type { Logger } from '../log';

/** So many failures in a row mean that it is not the items: the run ends, and the next one tries again. */
const PATIENCE = 5;

/**
 * Works through what is due. One item that fails does not keep the others waiting; where nothing works any more (WeChat
 * does not answer) it is of no use to go on.
 * @param work resolves to false when the item has to be tried again later
 */
export async function oneByOne<Item extends { id: string }>(
  logger: Logger,
  items: readonly Item[],
  work: (item: Item) => Promise<boolean>,
): Promise<void> {
  let failures = 0;
  for (const item of items) {
    const done = await work(item).catch((error: unknown) => {
      logger.error({ err: error, id: item.id }, 'a job could not do its work on one item');
      return false;
    });
    failures = done ? 0 : failures + 1;
    if (failures >= PATIENCE) return;
  }
}
