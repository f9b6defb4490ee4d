import { colors } from '../config/tokens';

const tab = (name: string, text: string) => ({
  pagePath: `pages/${name}/index`,
  text,
  iconPath: `icons/${name}.png`,
  selectedIconPath: `icons/${name}-on.png`,
});

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/stores/index', 'pages/line/index', 'pages/cart/index', 'pages/me/index'],
  subPackages: [
    {
      root: 'packages/shop',
      pages: [
        ...['product/index', 'confirm/index', 'result/index', 'reviews/index'],
        ...['coupons/index', 'favourites/index', 'addresses/index', 'address/index'],
      ],
    },
    {
      root: 'packages/orders',
      pages: [
        ...['list/index', 'detail/index', 'review/index'],
        ...['afterSale/index', 'afterSales/index', 'afterSaleDetail/index'],
      ],
    },
    {
      root: 'packages/line',
      pages: ['history/index', 'draw/index', 'exchange/index', 'process/index', 'proof/index'],
    },
    { root: 'packages/store', pages: ['detail/index', 'cashier/index'] },
    {
      root: 'packages/wallet',
      pages: ['home/index', 'rewards/index', 'withdraw/index', 'transfer/index'],
    },
    { root: 'packages/gifts', pages: ['list/index', 'detail/index', 'orders/index'] },
    {
      root: 'packages/me',
      pages: ['bill/index', 'messages/index', 'invite/index', 'terms/index', 'profile/index', 'level/index'],
    },
    { root: 'packages/merchant', pages: ['home/index', 'apply/index', 'state/index', 'recruit/index'] },
    {
      root: 'packages/desk',
      pages: [
        ...['home/index', 'receipts/index', 'codes/index', 'pickup/index', 'orders/index', 'order/index'],
        ...['afterSales/index', 'afterSale/index', 'store/index', 'products/index'],
        ...['staff/index', 'join/index', 'statements/index', 'statement/index'],
      ],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/shop'] },
    'pages/stores/index': { network: 'all', packages: ['packages/store'] },
    'pages/cart/index': { network: 'all', packages: ['packages/shop'] },
    'pages/line/index': { network: 'all', packages: ['packages/line'] },
    'pages/me/index': { network: 'all', packages: ['packages/orders', 'packages/wallet', 'packages/me'] },
    'packages/merchant/home/index': { network: 'all', packages: ['packages/desk'] },
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
    list: [
      tab('home', '首页'),
      tab('stores', '门店'),
      tab('line', '排队'),
      tab('cart', '购物车'),
      tab('me', '我的'),
    ],
  },
  // WeChat opens its address book and its map, and tells where the phone is, only to programs that say so.
  requiredPrivateInfos: ['chooseAddress', 'chooseLocation', 'getLocation'],
  permission: { 'scope.userLocation': { desc: '用来按距离排列门店，只在你点「按距离排序」时使用' } },
  lazyCodeLoading: 'requiredComponents',
});
