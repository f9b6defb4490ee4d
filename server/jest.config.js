// Packages that ship as ES modules only and so must be transformed for jest's CommonJS runtime.
const ESM_ONLY = ['jose', 'config'];

/** @type {import('jest').Config} */
module.exports = {
  displayName: 'server',
  rootDir: __dirname,
  testEnvironment: 'node',
  // Real databases and real keys on a busy machine; no test waits for a time to pass.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: { '^@paifan/shared/(.*)$': '<rootDir>/../shared/src/$1' },
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ESM_ONLY.join('|')})/)`],
};
