import { databaseNameIn, parseDatabaseUrl, withDatabase, withoutPassword } from '../database/url';
import { ClearError } from '../terminal';

describe('DATABASE_URL', () => {
  test.each([
    ['no URL at all', 'localhost', /is not a URL/],
    ['another kind of database', 'postgres://u:secret@host/shop', /begins with postgres:/],
    ['no database', 'mysql://u:secret@host:3306', /names no database/],
    ['a database with a quote in its name', 'mysql://u:secret@host/sh`op', /names no database/],
  ])('is refused with %s, without showing the password', (_, text, message) => {
    expect(() => parseDatabaseUrl(text)).toThrow(ClearError);
    expect(() => parseDatabaseUrl(text)).toThrow(message);
    expect(() => parseDatabaseUrl(text)).not.toThrow(/secret/);
  });

  test('names server, account and database', () => {
    const url = 'mysql://shop:s%40fe@[::1]:3307/paifan';
    expect(parseDatabaseUrl(url).port).toBe('3307');
    expect(databaseNameIn(url)).toBe('paifan');
    expect(withDatabase(url, 'paifan_test')).toBe('mysql://shop:s%40fe@[::1]:3307/paifan_test');
    expect(withoutPassword(url)).toBe('mysql://shop:***@[::1]:3307/paifan');
  });
});
