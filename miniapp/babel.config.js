// Every engine that WeChat and the browsers still serve knows these; class fields and private names are compiled.
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        hot: false,
        targets: { ios: '13', chrome: '78' },
      },
    ],
  ],
};
