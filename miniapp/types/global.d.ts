/** Where the API answers; set by the build (config/index.ts). Empty on the web: the same origin. */
declare const API_BASE: string;

declare module '*.scss';
declare module '*.png' {
  const url: string;
  export default url;
}
