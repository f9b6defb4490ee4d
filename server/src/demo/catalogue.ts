import type { OpenHours } from '@paifan/shared/merchants/hours';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { ratio, type Ratio } from '@paifan/shared/money/ratio';
import type { ItemRules, PlaceRules } from '@paifan/shared/settings/rules';
import { GOLD, SILVER } from './people';

export const CATEGORIES = [
  { id: 'tea', name: '茶饮' },
  { id: 'pantry', name: '粮油干货' },
  { id: 'home', name: '器物' },
  { id: 'care', name: '织物洗护' },
] as const;

export interface DemoProduct {
  /** Also the name of its picture. */
  key: string;
  categoryId: (typeof CATEGORIES)[number]['id'];
  title: string;
  summary: string;
  detail: string;
  source: 'selfOperated' | 'supplier';
  priceFen: Fen;
  costFen: Fen;
  stock: number;
  rebate: ItemRules;
  /** What its SKUs differ in; absent: it has one. */
  specName?: string;
  /** The first one is what the price, the cost and the stock are of, and what the story buys. */
  skus?: readonly DemoSku[];
}

export interface DemoSku {
  choice: string;
  priceFen: Fen;
  costFen: Fen;
  stock: number;
  /** Name of its picture; absent: the product's. */
  picture?: string;
}

/** Twelve things of a neighbourhood shop, oldest first. Prices leave room for what is extracted and rewarded. */
export const PRODUCTS: readonly DemoProduct[] = [
  {
    key: 'wuchang-rice',
    categoryId: 'pantry',
    title: '五常大米 5 kg',
    summary: '当季新米，煮粥起油，蒸饭有香',
    detail: '黑龙江五常产稻花香二号，收割后低温储存，下单后现碾。\n本品毛利很薄，不参加排队，只是卖得实在。',
    source: 'supplier',
    priceFen: fen(5990),
    costFen: fen(5200),
    stock: 260,
    rebate: { enabled: false },
  },
  {
    key: 'dried-noodles',
    categoryId: 'pantry',
    title: '手工挂面 900 g',
    summary: '三醒三揉，太阳晒干',
    detail: '面粉、水、盐，别无他物。水开下锅，三分钟出锅，汤清面韧。\n两把一份，存放阴凉干燥处，可放一年。',
    source: 'selfOperated',
    priceFen: fen(1880),
    costFen: fen(1080),
    stock: 420,
    rebate: {},
  },
  {
    key: 'clay-pot',
    categoryId: 'home',
    title: '陶土砂锅 3 L',
    summary: '慢火煨汤，一锅可用十年',
    detail: '耐热陶土手拉坯，外釉内素，开锅用淘米水煮一次即可。\n明火、电陶炉可用，不可用于电磁炉。',
    source: 'selfOperated',
    priceFen: fen(12900),
    costFen: fen(7400),
    stock: 90,
    rebate: {},
    specName: '釉色',
    skus: [
      { choice: '素黑', priceFen: fen(12900), costFen: fen(7400), stock: 90 },
      { choice: '赭红', priceFen: fen(13900), costFen: fen(7900), stock: 30 },
    ],
  },
  {
    key: 'bamboo-basket',
    categoryId: 'home',
    title: '竹编提篮',
    summary: '三年生毛竹，老师傅一天编一只',
    detail: '篾片过水去青，防霉防蛀。提手包藤，买菜、野餐、放水果都合适。\n手工编织，尺寸略有出入。',
    source: 'supplier',
    priceFen: fen(7600),
    costFen: fen(4300),
    stock: 60,
    rebate: {},
  },
  {
    key: 'linen-towels',
    categoryId: 'care',
    title: '棉麻毛巾 三条装',
    summary: '越洗越软，干得快',
    detail: '七成棉三成麻，先洗后裁，不掉毛。豆沙、米白、豆青各一条。',
    source: 'selfOperated',
    priceFen: fen(4900),
    costFen: fen(2700),
    stock: 300,
    rebate: {},
  },
  {
    key: 'hickory-nuts',
    categoryId: 'pantry',
    title: '山核桃 250 g',
    summary: '临安手剥，少盐慢炒',
    detail: '白露后开竿的新果，两蒸一炒，壳薄好剥。开袋后请密封冷藏。',
    source: 'supplier',
    priceFen: fen(4500),
    costFen: fen(2600),
    stock: 240,
    rebate: {},
  },
  {
    key: 'handmade-soap',
    categoryId: 'care',
    title: '手工香皂 三块装',
    summary: '冷制四十天，艾草、桂花、山茶油',
    detail:
      '橄榄油与山茶油冷制，晾足四十天。用后沥干，可以用得久些。\n白天下单的才排队：早八点到晚十点支付的订单获得权益。',
    source: 'selfOperated',
    priceFen: fen(3600),
    costFen: fen(1900),
    stock: 320,
    rebate: { rewardWindows: [{ from: '08:00', to: '22:00' }] },
  },
  {
    key: 'osmanthus-rice-wine',
    categoryId: 'tea',
    title: '桂花米酿 500 ml',
    summary: '糯米慢酿，落一把当年桂花',
    detail: '酒精度低，冰镇或温热都好。含酒精，未成年人请勿饮用。\n每人每天一份排队权益，多买照常发货。',
    source: 'selfOperated',
    priceFen: fen(3990),
    costFen: fen(2100),
    stock: 200,
    rebate: { maxPerMemberPerDay: 1 },
  },
  {
    key: 'wool-scarf',
    categoryId: 'care',
    title: '羊毛围巾',
    summary: '一斤羊毛一条围巾，粗针厚织',
    detail: '纯羊毛，长一米八，冷水手洗，平铺晾干。\n本品提取比例与权益比例都高于店里其他商品。',
    source: 'supplier',
    priceFen: fen(19900),
    costFen: fen(10400),
    stock: 80,
    rebate: { extractionRatio: ratio('0.3'), entitlementRatio: ratio('1.2') },
    specName: '颜色',
    skus: [
      { choice: '朱红', priceFen: fen(19900), costFen: fen(10400), stock: 80 },
      {
        ...{ choice: '靛蓝', priceFen: fen(19900), costFen: fen(10400), stock: 45 },
        picture: 'wool-scarf-indigo',
      },
    ],
  },
  {
    key: 'wild-honey',
    categoryId: 'pantry',
    title: '土蜂蜜 500 g',
    summary: '一年只取一次的山花蜜',
    detail: '中华蜂采百花，冬天会结晶，属正常现象。温水冲服，不超过六十度。',
    source: 'supplier',
    priceFen: fen(6800),
    costFen: fen(3800),
    stock: 180,
    rebate: {},
  },
  {
    key: 'celadon-cup',
    categoryId: 'home',
    title: '青瓷茶杯',
    summary: '梅子青釉，手绘一枝梅',
    detail: '高温还原烧成，釉色温润。容量 280 ml，一杯一碟，附纸盒。',
    source: 'selfOperated',
    priceFen: fen(8800),
    costFen: fen(4700),
    stock: 120,
    rebate: { entitlementRatio: ratio('1.1') },
  },
  {
    key: 'longjing-tea',
    categoryId: 'tea',
    title: '龙井茶 100 g',
    summary: '明前头采，手工炒制',
    detail:
      '西湖产区群体种，铁锅手炒，豆香清正。八十五度水，先投茶后注水。\n银卡、金卡会员有更高的权益比例。',
    source: 'selfOperated',
    priceFen: fen(12800),
    costFen: fen(7000),
    stock: 150,
    rebate: { levelRatios: { [SILVER]: ratio('1.1'), [GOLD]: ratio('1.2') } },
  },
];

export interface DemoStore {
  /** Also the name of its picture. */
  key: string;
  name: string;
  trade: string;
  address: string;
  district: string;
  openingHours: string;
  weeklyHours: readonly OpenHours[];
  latitudeE6: number;
  longitudeE6: number;
  phone: string;
  commissionRatio: Ratio;
  /** Key of the member who brought it in. */
  recruiter: string | null;
  /** Rules of its online sales. */
  rebate: PlaceRules;
  cashier: PlaceRules;
}

const everyDay = (from: string, to: string): OpenHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));

export const STORES: readonly DemoStore[] = [
  {
    key: 'noodle-house',
    name: '巷口面馆',
    trade: '面馆',
    address: '槐花巷 3 号',
    district: '梧桐街道',
    openingHours: '06:30–21:00',
    weeklyHours: everyDay('06:30', '21:00'),
    latitudeE6: 30_252_100,
    longitudeE6: 120_164_200,
    phone: '0571-00000103',
    commissionRatio: ratio('0.2'),
    recruiter: 'mingyuan',
    rebate: { extractionRatio: ratio('0.15') },
    cashier: {
      extractionRatio: ratio('0.15'),
      spendTiers: [{ days: 30, minFen: fen(5000), ratio: ratio('1.1') }],
    },
  },
  {
    key: 'barber-shop',
    name: '清风理发店',
    trade: '理发',
    address: '槐花巷 18 号',
    district: '梧桐街道',
    openingHours: '09:30–20:30',
    weeklyHours: everyDay('09:30', '20:30'),
    latitudeE6: 30_252_900,
    longitudeE6: 120_165_800,
    phone: '0571-00000118',
    commissionRatio: ratio('0.3'),
    recruiter: null,
    rebate: {},
    cashier: { extractionRatio: ratio('0.2'), entitlementRatio: ratio('1.2') },
  },
  {
    key: 'book-shop',
    name: '半日书店',
    trade: '书店',
    address: '银杏路 52 号',
    district: '银杏街道',
    openingHours: '10:00–22:00',
    weeklyHours: everyDay('10:00', '22:00'),
    latitudeE6: 30_258_400,
    longitudeE6: 120_171_300,
    phone: '0571-00000152',
    commissionRatio: ratio('0.25'),
    recruiter: 'axiao',
    rebate: {},
    cashier: { extractionRatio: ratio('0.18') },
  },
];
