import { isLeftover, scratchName } from '../database/scratch';

const now = new Date('2026-11-23T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

describe('a scratch database', () => {
  test('carries its time in its name', () => {
    expect(scratchName('paifan_test', now, '1a2b3c4d')).toBe('paifan_test_20261123t120000z_1a2b3c4d');
  });

  test.each([
    ['of a run that ended long ago', scratchName('paifan_test', hoursAgo(5), '00000001'), true],
    ['of a run that may be alive', scratchName('paifan_test', hoursAgo(1), '00000001'), false],
    ['with another prefix', scratchName('paifan_e', hoursAgo(5), '00000001'), false],
    ['with a longer prefix', scratchName('paifan_test_e', hoursAgo(5), '00000001'), false],
    ["that is the shop's own", 'paifan', false],
    ['that somebody named alike', 'paifan_test_backup', false],
  ])('%s: is it a leftover?', (_, name, leftover) => {
    expect(isLeftover(name, 'paifan_test', now)).toBe(leftover);
  });

  test('has a prefix that is safe in SQL', () => {
    expect(() => scratchName('x`; drop', now, '1a2b3c4d')).toThrow(/Not a prefix/);
  });
});
