/**
 * The design tokens: the one place that names a colour, a step of type or a measure.
 * The build hands them to every stylesheet as Sass variables (`paperDeep` → `$paper-deep`).
 */
export const colors = {
  paper: '#F7F5F1',
  paperDeep: '#EFECE5',
  /** Quiet marks on a card. */
  paperInk: '#D8D1C3',
  card: '#FFFFFF',
  ink: '#1E2226',
  inkSecond: '#6B7075',
  /** Second ink on the deeper paper, where the lighter one would be too faint. */
  inkSoft: '#565B60',
  hairline: '#E8E4DC',
  /** Price, and the one main action of a page. The bright tones are for bars, marks and large buttons. */
  vermilion: '#E0472B',
  vermilionText: '#C93B20',
  vermilionSoft: '#FCF0EC',
  /** Only for money received. */
  jade: '#17805F',
  jadeSoft: '#EFF8F4',
  /** Only for waiting. */
  amber: '#C9861A',
  amberText: '#946110',
  amberSoft: '#F8EED9',
  amberTrack: '#EFD9AE',
  /** Only for errors. */
  red: '#C0362C',
  redSoft: '#F9E9E7',
  /** Something chosen on ink. */
  glow: 'rgba(255, 255, 255, 0.12)',
  veil: 'rgba(30, 34, 38, 0.48)',
};

export const layout = {
  textHuge: '28px',
  textLarge: '20px',
  textTitle: '17px',
  textBody: '15px',
  textSmall: '13px',
  lineHeight: '1.5',
  grid: '8px',
  radius: '12px',
  radiusSmall: '8px',
  touch: '44px',
};
