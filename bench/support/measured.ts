/** What a benchmark found: it is printed as one line of JSON. Times in ms, rates a second. */
export type Measured = Readonly<Record<string, string | number | boolean | null | object>>;
