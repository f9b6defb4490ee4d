declare module 'miniprogram-compiler' {
  /** WeChat's compiler of WXML: the source of a function body that returns the generator. Throws on invalid WXML. */
  export function wxmlToJs(root: string, options?: { maxBuffer?: number }): string;
}
