/** How a friend is asked in. No more than that: what a purchase may bring is told where it is bought. */
export const shareTitle = (shopName: string): string =>
  shopName === '' ? '来街坊的店里逛逛' : `来${shopName}逛逛`;
