import { colors } from '../config/tokens';

const tab = (name: string, text: string) => ({
  pagePath: `pages/${name}/index`,
  text,
  iconPath: `icons/${name}.png`,
  selectedIconPath: `icons/${name}-on.png`,
});

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/stores/index', 'pages/line/index', 'pages/me/index'],
  subPackages: [
    { root: 'packages/shop', pages: ['product/index', 'confirm/index', 'result/index'] },
    { root: 'packages/orders', pages: ['list/index', 'detail/index'] },
    { root: 'packages/line', pages: ['history/index'] },
    { root: 'packages/store', pages: ['detail/index', 'cashier/index'] },
    { root: 'packages/me', pages: ['bill/index', 'messages/index', 'invite/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/shop'] },
    'pages/stores/index': { network: 'all', packages: ['packages/store'] },
    'pages/line/index': { network: 'all', packages: ['packages/line'] },
    'pages/me/index': { network: 'all', packages: ['packages/orders', 'packages/me'] },
  },
  window: {
    navigationStyle: 'default',
    navigationBarBackgroundColor: colors.paper,
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '',
    backgroundColor: colors.paper,
    backgroundTextStyle: 'dark',
    enablePullDownRefresh: true,
    onReachBottomDistance: 120,
  },
  tabBar: {
    color: colors.inkSecond,
    selectedColor: colors.vermilionText,
    backgroundColor: colors.card,
    borderStyle: 'white',
    list: [tab('home', '首页'), tab('stores', '门店'), tab('line', '排队'), tab('me', '我的')],
  },
  lazyCodeLoading: 'requiredComponents',
});
