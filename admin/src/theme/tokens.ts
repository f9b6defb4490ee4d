import type { ThemeConfig } from 'antd';

/** The colours of the house, once for this face. Nothing is hard-coded in a page. */
export const COLOURS = {
  paper: '#F7F5F1',
  card: '#FFFFFF',
  ink: '#1E2226',
  secondInk: '#6B7075',
  hairline: '#E8E4DC',
  vermilion: '#E0472B',
  vermilionText: '#C93B20',
  jade: '#17805F',
  amber: '#C9861A',
  amberText: '#946110',
  red: '#C0362C',
} as const;

/** What stands above every dialog: signing in, and above that a question whether to leave. What is told stands above all (2010). */
export const LAYER = { signIn: 1900, question: 1950 } as const;

/** Ant Design in these colours: calm, hairlines instead of shadows. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.vermilionText,
    colorInfo: COLOURS.vermilionText,
    colorSuccess: COLOURS.jade,
    colorWarning: COLOURS.amberText,
    colorError: COLOURS.red,
    colorSuccessBg: '#F2F8F5',
    colorSuccessBorder: '#B9D8CA',
    colorWarningBg: '#FBF4E6',
    colorWarningBorder: '#E8D3A6',
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.secondInk,
    colorTextDescription: COLOURS.secondInk,
    // Hints and what cannot be used now are read, too.
    colorTextPlaceholder: COLOURS.secondInk,
    colorTextDisabled: COLOURS.secondInk,
    colorTextTertiary: COLOURS.secondInk,
    colorTextQuaternary: COLOURS.secondInk,
    colorBorderSecondary: COLOURS.hairline,
    colorBgLayout: COLOURS.paper,
    colorLink: COLOURS.vermilionText,
    borderRadius: 8,
    borderRadiusLG: 12,
    fontSize: 14,
    boxShadowTertiary: 'none',
  },
  components: {
    Layout: { headerBg: COLOURS.card, siderBg: COLOURS.card, headerHeight: 56 },
    // Every page in the menu of a small screen, nearly.
    Menu: { itemHeight: 32, itemMarginBlock: 1, groupTitleColor: COLOURS.secondInk },
    Table: { headerBg: COLOURS.paper, headerSplitColor: 'transparent' },
  },
};
