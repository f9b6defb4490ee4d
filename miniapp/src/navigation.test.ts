import { pages } from '../test/taro';
import { startAnew } from './navigation';

describe('starting anew', () => {
  beforeEach(() => {
    pages.relaunched = [];
  });

  it.each<[string, string[], string]>([
    ['a tab begins again', ['pages/line/index'], '/pages/line/index'],
    [
      'pages above a tab lead to that tab',
      ['pages/me/index', 'packages/orders/list/index', 'packages/orders/detail/index'],
      '/pages/me/index',
    ],
    ['routes on the web begin with a slash', ['/pages/stores/index'], '/pages/stores/index'],
    ['a page with no tab below leads home', ['packages/orders/detail/index'], '/pages/home/index'],
    ['with no page open yet it is home', [], '/pages/home/index'],
  ])('%s', (_, routes, url) => {
    pages.open = routes.map((route) => ({ route }));
    startAnew();
    expect(pages.relaunched).toEqual([url]);
  });
});
