/** Pure functions and the client's logic; pages are tested in the built bundles (e2e). */
module.exports = {
  displayName: 'miniapp',
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  globals: { API_BASE: 'https://shop.test' },
  moduleNameMapper: {
    '^@tarojs/taro$': '<rootDir>/test/taro.ts',
    '^@platform/platform$': '<rootDir>/test/platform.ts',
    '^@platform/earlyAnswer$': '<rootDir>/src/platform/weapp/earlyAnswer.ts',
    '^@config/(.*)$': '<rootDir>/config/$1',
    '^@/(.*)$': '<rootDir>/src/$1',
    '^@paifan/shared/(.*)$': '<rootDir>/../shared/src/$1',
  },
};
