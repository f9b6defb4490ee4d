import pino from 'pino';

export type Logger = pino.Logger;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

// Keys that carry personal data or secrets. They are blanked wherever they stand in the first three levels of
// a log line; code should not log them in the first place.
const PRIVATE_KEYS = [
  'openid',
  'unionid',
  'sessionKey',
  'session_key',
  'phone',
  'mobile',
  'realName',
  'idNumber',
  'address',
  'receiver',
  'nickname',
  'password',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'authorization',
  'Authorization',
  'cookie',
];

const redactedPaths = PRIVATE_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/**
 * What is logged of an error: a database error also carries its statement and values, and they may be personal.
 */
function errorForLog(error: Error): object {
  const { type, message, stack } = pino.stdSerializers.err(error);
  const withoutValues = (text: string): string =>
    text.replace(/Duplicate entry '.*?' for key/g, 'Duplicate entry for key');
  const code = 'code' in error ? { code: error.code } : {};
  return { type, message: withoutValues(message), stack: withoutValues(stack), ...code };
}

/**
 * A JSON-lines logger to standard output that blanks personal data and secrets.
 * @param options.pretty human-readable lines, for development
 * @param options.destination where lines go instead (tests)
 */
export function createLogger(
  level: LogLevel,
  options: { pretty?: boolean; destination?: pino.DestinationStream } = {},
): Logger {
  const settings: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorForLog },
    redact: { paths: redactedPaths, censor: '[private]' },
  };
  if (options.destination) return pino(settings, options.destination);
  if (options.pretty)
    return pino({ ...settings, transport: { target: 'pino-pretty', options: { singleLine: true } } });
  return pino(settings);
}
