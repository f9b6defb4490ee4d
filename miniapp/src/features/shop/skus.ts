import type { Product } from './api/queries';

export type Sku = Product['skus'][number];

/** One choice for each spec name of a product; null: not made yet. */
export type Choices = ReadonlyArray<string | null>;

/** What can be chosen at one place, in the order of the SKUs. */
export const valuesAt = (skus: readonly Sku[], at: number): string[] => [
  ...new Set(skus.flatMap(({ choices }) => choices[at] ?? [])),
];

const fits = (sku: Sku, choices: Choices): boolean =>
  choices.every((choice, at) => choice === null || sku.choices[at] === choice);

/** The choices with another one at one place. */
export const withChoice = (choices: Choices, at: number, value: string | null): Choices =>
  choices.map((choice, place) => (place === at ? value : choice));

/** Whether a SKU that is in stock has this value beside the other choices. */
export const isOffered = (skus: readonly Sku[], choices: Choices, at: number, value: string): boolean =>
  skus.some((sku) => sku.stock > 0 && fits(sku, withChoice(choices, at, value)));

/** The SKU that all choices together name; null while one is missing, or when there is none. */
export const chosenSku = (skus: readonly Sku[], choices: Choices): Sku | null =>
  choices.includes(null) ? null : (skus.find((sku) => fits(sku, choices)) ?? null);

/** What is chosen to begin with: only what there is no choice about. */
export const firstChoices = ({ skus, specNames }: Pick<Product, 'skus' | 'specNames'>): Choices =>
  specNames.map((_, at) => {
    const [only, ...others] = valuesAt(skus, at);
    return others.length === 0 ? (only ?? null) : null;
  });
