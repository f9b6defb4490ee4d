import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { ariaAttributes } from './ariaAttributes';
import { firstPageFiles } from './firstPage';
import { sharedChunks } from './sharedChunks';
import { colors, layout } from './tokens';

const target = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp';
const root = path.resolve(__dirname, '..');

/** Where the API answers: the web build's own origin, or a full address for the mini-program. */
const apiBase = target === 'h5' ? '' : (process.env.TARO_APP_API_BASE ?? 'http://127.0.0.1:8080');

/** Text grows with the size that people choose in WeChat (textSize.ts) or in their browser, which is 16 px unless they do. */
const grows = (name: string, value: string): string =>
  name.startsWith('text') ? `${Number.parseInt(value, 10) / 16}rem` : value;

/** The design tokens as Sass variables, so that one file holds them for code and styles alike. */
const tokensAsSass = Object.entries({ ...colors, ...layout })
  .map(
    ([name, value]) =>
      `$${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}: ${grows(name, value)};`,
  )
  .join('\n');

/** Modern syntax in packages that the browsers' older siblings do not read: compiled like our own code. */
const compiledPackages = [path.resolve(root, '../shared/src'), /node_modules[\\/]@tanstack/];

/** While developing (`npm run dev`) the pages come from memory, and all else from the server. */
const devServer = {
  host: '127.0.0.1',
  port: Number(process.env.DEV_PAGES_PORT ?? 10086),
  open: false,
  proxy: [
    {
      context: ['/api', '/simulator', '/pictures', '/uploads', '/docs', '/openapi.json'],
      target: process.env.DEV_SERVER ?? 'http://127.0.0.1:8080',
    },
  ],
};

const pxIsPx = { pxtransform: { enable: false, config: {} } };

export default defineConfig({
  projectName: 'paifan',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}`,
  framework: 'react',
  // errorLevel 1: a build with errors fails; Taro's own default is to say so and exit 0.
  compiler: { type: 'webpack5', prebundle: { enable: false }, errorLevel: 1 },
  cache: { enable: false },
  plugins: [
    [path.resolve(__dirname, 'aria.ts'), { attributes: ariaAttributes }],
    path.resolve(__dirname, 'textSize.ts'),
  ],
  alias: {
    '@config': __dirname,
    '@platform': path.resolve(root, 'src/platform', target),
    '@': path.resolve(root, 'src'),
  },
  // Played by its address within the program, which must be the same in both builds.
  copy: {
    patterns: [{ from: 'src/packages/desk/sounds/', to: `dist/${target}/packages/desk/sounds/` }],
    options: {},
  },
  defineConstants: { API_BASE: JSON.stringify(apiBase) },
  sass: { data: tokensAsSass },
  mini: {
    compile: { include: compiledPackages },
    postcss: pxIsPx,
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain(chain, webpack) {
      // WeChat's engine has no AbortController; without one a query waits for ever, without a word.
      chain
        .plugin('abort-controller')
        .use(webpack.ProvidePlugin, [
          { AbortController: ['abortcontroller-polyfill/dist/cjs-ponyfill.js', 'AbortController'] },
        ]);
    },
  },
  h5: {
    publicPath: '/',
    htmlPluginOption: { templateParameters: { firstPageFiles } },
    devServer,
    staticDirectory: 'static',
    router: { mode: 'hash' },
    compile: { include: compiledPackages },
    postcss: { ...pxIsPx, autoprefixer: { enable: true, config: {} } },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain(chain) {
      chain.merge({ optimization: { splitChunks: { cacheGroups: sharedChunks } } });
    },
  },
});
