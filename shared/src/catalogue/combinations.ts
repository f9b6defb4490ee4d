/** What SKUs differ in, and every choice of it: 颜色: 红, 蓝. */
export interface Spec {
  readonly name: string;
  readonly values: readonly string[];
}

/** All choices of the specs together, in their order. Without specs: the one SKU that has no choices. */
export const combinationsOf = (specs: readonly Spec[]): string[][] =>
  specs.reduce<string[][]>(
    (found, { values }) => found.flatMap((choices) => values.map((value) => [...choices, value])),
    [[]],
  );

/** The specs as the SKUs of a product show them. */
export const specsOf = (
  specNames: readonly string[],
  skus: readonly { readonly choices: readonly string[] }[],
): Spec[] =>
  specNames.map((name, index) => ({
    name,
    values: [...new Set(skus.flatMap(({ choices }) => choices[index] ?? []))],
  }));

const isBeginningOf = (part: readonly string[], whole: readonly string[]): boolean =>
  part.length <= whole.length && part.every((choice, index) => whole[index] === choice);

/**
 * One SKU for each combination. A SKU that is there already stays what it is: the one with the same choices, else, after a spec was
 * added or taken away, the first one whose choices begin alike.
 * @param fresh makes a new one
 */
export function combineSkus<Sku extends { readonly choices: readonly string[] }>(
  specs: readonly Spec[],
  skus: readonly Sku[],
  fresh: (choices: string[]) => Sku,
): Sku[] {
  const combinations = combinationsOf(specs);
  const left = new Set(skus);
  const take = (fits: (sku: Sku) => boolean): Sku | undefined => {
    const found = [...left].find(fits);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const same = combinations.map((choices) =>
    take((sku) => sku.choices.length === choices.length && isBeginningOf(sku.choices, choices)),
  );
  return combinations.map((choices, index) => {
    const found =
      same[index] ??
      take(
        (sku) =>
          sku.choices.length !== choices.length &&
          (isBeginningOf(sku.choices, choices) || isBeginningOf(choices, sku.choices)),
      );
    return found === undefined ? fresh(choices) : { ...found, choices };
  });
}
