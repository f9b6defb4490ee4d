const { TestEnvironment } = require('jest-environment-node');

/** Node's, which lets the pages be kept that are open when a test fails: see failing.ts. */
module.exports = class extends TestEnvironment {
  async handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') await this.global.keepPagesOfFailure?.(test.name);
  }
};
