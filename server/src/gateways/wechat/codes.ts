import { z } from 'zod';
import type { ApiClient } from './apiClient';
import { ok, type Outcome } from './outcome';
import { parseInput } from './pay';
import type { AccessTokens } from './token';

export interface MiniProgramCode {
  /** 1 to 32 of 0-9 A-Z a-z !#$&'()*+,/:;=?@-._~ ; arrives in the page's query as `scene` */
  scene: string;
  /** without a leading slash and without a query; must exist in the released version unless `checkPath` is false */
  page: string;
  checkPath?: boolean;
  envVersion?: 'release' | 'trial' | 'develop';
  /** pixels, 280 to 1280 */
  width?: number;
}

export interface CodePicture {
  bytes: Buffer;
  contentType: 'image/png' | 'image/jpeg';
}

const codeSchema = z.strictObject({
  scene: z
    .string()
    .regex(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/, 'must be 1 to 32 of the allowed characters'),
  page: z.string().regex(/^[^/?#][^?#]*$/, 'must have no leading slash and no query'),
  checkPath: z.boolean().default(true),
  envVersion: z.enum(['release', 'trial', 'develop']).default('release'),
  width: z.int().min(280).max(1280).default(430),
});

/**
 * Makes a mini-program code, of which there may be any number. Refused with 41030 when the page does not exist.
 * @throws Error when a value cannot be right, before anything is sent
 */
export async function createMiniProgramCode(
  api: ApiClient,
  tokens: AccessTokens,
  input: MiniProgramCode,
): Promise<Outcome<CodePicture>> {
  const { scene, page, checkPath, envVersion, width } = parseInput(
    'createMiniProgramCode',
    codeSchema,
    input,
  );
  const body = { scene, page, check_path: checkPath, env_version: envVersion, width };
  const outcome = await tokens.use((accessToken) =>
    api.post('/wxa/getwxacodeunlimit', { access_token: accessToken }, body),
  );
  if (outcome.kind !== 'ok') return outcome;
  const contentType = pictureType(outcome.value.bytes);
  if (contentType) return ok({ bytes: outcome.value.bytes, contentType });
  return { kind: 'unknown', reason: 'malformed', detail: 'the answer is neither a picture nor an error' };
}

// WeChat's Content-Type is not to be relied on: an error comes as JSON where a picture was asked for.
function pictureType(bytes: Buffer): CodePicture['contentType'] | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  return undefined;
}
