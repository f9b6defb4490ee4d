import { type Connection, createConnection } from 'mysql2/promise';

/** A connection to the server of a URL, to none of its databases: the one that it names need not exist. */
export function connectToServer(url: string): Promise<Connection> {
  const { hostname, port, username, password } = new URL(url);
  return createConnection({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    connectTimeout: 10_000,
  });
}
