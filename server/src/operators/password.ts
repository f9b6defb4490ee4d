import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

/*
 * Operators' passwords: scrypt (RFC 7914). What it costs is kept in the hash, so that it can grow later without any
 * password becoming useless.
 */

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** What a hash costs: N is 2 to the power of `logN`. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** 2^15 × 8 × 128 bytes = 32 MiB for each of three passes. */
const COST: ScryptCost = { logN: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const HASH = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** The same characters, typed on another keyboard, are the same password. */
const normal = (password: string): string => password.normalize('NFKC');

function optionsFor({ logN, r, p }: ScryptCost): ScryptOptions {
  const N = 2 ** logN;
  return { N, r, p, maxmem: 256 * N * r };
}

/** `scrypt$log2(N)$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(normal(password), salt, KEY_BYTES, optionsFor(cost));
  return hashText(cost, salt, key);
}

/** @throws Error when the hash is none of ours */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, logN, r, p, salt = '', key = ''] = HASH.exec(hash) ?? [];
  if (key === '') throw new Error('an operator has a password hash that cannot be read');
  const expected = Buffer.from(key, 'base64url');
  const options = optionsFor({ logN: Number(logN), r: Number(r), p: Number(p) });
  const given = await derive(normal(password), Buffer.from(salt, 'base64url'), expected.length, options);
  return timingSafeEqual(given, expected);
}

const hashText = ({ logN, r, p }: ScryptCost, salt: Buffer, key: Buffer): string =>
  ['scrypt', logN, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');

/** Of no password at all. */
const NOBODYS_HASH = hashText(COST, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));

/** Takes as long as judging a password, for a login that does not exist: an answer's time tells nothing. */
export async function isNobodysPassword(password: string): Promise<false> {
  await isPassword(password, NOBODYS_HASH);
  return false;
}

/** Without letters that are read as others. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 4;
const GROUP_LETTERS = 4;

/** A password that is told to somebody once, some 79 bits: `k7vd-2mxp-9qrt-hb4w`. */
export function newOneTimePassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
