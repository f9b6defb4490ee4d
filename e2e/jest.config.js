/** Journeys in a real Chromium, and the WeChat bundle outside WeChat. One at a time: each keeps the cores busy with browser, server and database. */
/** @type {import('jest').Config} */
module.exports = {
  displayName: 'e2e',
  rootDir: __dirname,
  testEnvironment: '<rootDir>/support/environment.js',
  testMatch: ['<rootDir>/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  moduleNameMapper: { '^@paifan/shared/(.*)$': '<rootDir>/../shared/src/$1' },
  transform: require('../server/jest.config.js').transform,
  transformIgnorePatterns: require('../server/jest.config.js').transformIgnorePatterns,
};
