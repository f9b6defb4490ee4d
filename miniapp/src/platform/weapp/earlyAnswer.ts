/** WeChat loads the program before it runs: nothing is asked for before that. */
export const takeEarlyAnswer = (): Promise<null> => Promise.resolve(null);
