import { describeVersion, isSupported, parseVersion } from '../database/version';

describe('the version of a database server', () => {
  test.each([
    ['SELECT VERSION() of MariaDB', '10.11.18-MariaDB-0+deb12u1', 'MariaDB 10.11', true],
    ['MariaDB with the prefix for old clients', '5.5.5-10.6.12-MariaDB-log', 'MariaDB 10.6', true],
    [
      'mariadbd --version',
      'mariadbd  Ver 11.4.2-MariaDB for osx10.19 on arm64 (Homebrew)',
      'MariaDB 11.4',
      true,
    ],
    ['MariaDB just too old', '10.5.29-MariaDB', 'MariaDB 10.5', false],
    ['SELECT VERSION() of MySQL', '8.0.39-0ubuntu0.22.04.1', 'MySQL 8.0', true],
    [
      'mysqld --version',
      '/usr/sbin/mysqld  Ver 8.4.2 for Linux on x86_64 (MySQL Community Server - GPL)',
      'MySQL 8.4',
      true,
    ],
    ['MySQL of two digits', '10.1.0', 'MySQL 10.1', true],
    ['MySQL too old', '5.7.44-log', 'MySQL 5.7', false],
  ])('%s', (_, text, description, supported) => {
    const version = parseVersion(text);
    expect(version && describeVersion(version)).toBe(description);
    expect(version && isSupported(version)).toBe(supported);
  });

  test('is unknown when the text names none', () => {
    expect(parseVersion('command not found')).toBeUndefined();
  });
});
