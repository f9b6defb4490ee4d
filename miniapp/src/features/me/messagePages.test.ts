import { MESSAGE_KINDS } from '@paifan/shared/texts/messageKinds';
import { pageOfMessage } from '@paifan/shared/texts/messagePages';

interface AppConfig {
  pages: readonly string[];
  subPackages: readonly { root: string; pages: readonly string[] }[];
}

function everyPage(): Set<string> {
  Reflect.set(globalThis, 'defineAppConfig', (config: unknown) => config);
  const { pages, subPackages } = jest.requireActual<{ default: AppConfig }>('@/app.config').default;
  return new Set([
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ]);
}

describe('a message leads to a page', () => {
  it('of the program, whatever it tells and whether it names an entry or an order or neither', () => {
    const pages = everyPage();
    const subjects = Object.keys(MESSAGE_KINDS).flatMap((kind) => [
      { kind, entryId: '7', orderNo: 'A1' },
      { kind, entryId: null, orderNo: null },
    ]);
    for (const subject of subjects) {
      const page = pageOfMessage(subject);
      if (page !== null) expect([...pages]).toContain(page.slice(1).split('?')[0]);
    }
  });

  it.each<[string, string | null, string | null, string | null]>([
    ['rewarded', '7', null, '/packages/line/history/index?id=7'],
    ['drawAvailable', '7', null, '/packages/line/draw/index?id=7'],
    ['queueClosing', null, null, '/pages/line/index'],
    ['parcelSent', null, 'A1', '/packages/orders/detail/index?no=A1'],
    ['withdrawalWaiting', null, null, '/packages/wallet/withdraw/index'],
    ['applicationApproved', null, null, '/packages/merchant/state/index'],
    ['a kind of a newer server', '7', 'A1', null],
  ])('%s of entry %p and order %p opens %p', (kind, entryId, orderNo, page) => {
    expect(pageOfMessage({ kind, entryId, orderNo })).toBe(page);
  });
});
