import Taro from '@tarojs/taro';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { failureOf, networkFailure } from '@paifan/shared/client/failure';
import { deskHeaders, session } from './client';

type Upload = ResponseOf<'POST /api/uploads'>;

/** Where pictures of one's own go, those of an application, which may come from anybody, and those of a desk. */
export type UploadRoute = 'POST /api/uploads' | 'POST /api/applications/uploads' | 'POST /api/desk/uploads';

const TIMEOUT_MS = 60_000;

/**
 * Uploads a picture from the device as the member.
 * @param filePath as the device named it when it was chosen
 * @param merchant whose desk it is; empty: none
 * @returns where it is kept: `path` is what other requests name it by
 * @throws Failure when there is no answer, or it is refused
 */
export async function uploadPicture(
  filePath: string,
  route: UploadRoute = 'POST /api/uploads',
  merchant = '',
): Promise<Upload> {
  const path = route.replace('POST ', '');
  const send = (token: string) => sendFile(path, filePath, token, deskHeaders(merchant));
  const token = await session.token();
  const answer = await send(token);
  const { statusCode, data } =
    answer.statusCode === 401 ? await send(await session.renewAfter(token)) : answer;
  const said: unknown = parsed(data);
  if (statusCode < 200 || statusCode >= 300) throw failureOf(statusCode, said);
  return said as Upload;
}

const sendFile = (path: string, filePath: string, token: string, more: Readonly<Record<string, string>>) =>
  Taro.uploadFile({
    url: API_BASE + path,
    ...{ filePath, name: 'file', timeout: TIMEOUT_MS },
    header: { Authorization: `Bearer ${token}`, ...more },
  }).catch(() => {
    throw networkFailure();
  });

/** WeChat hands the answer of an upload over as text. */
function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return null;
  }
}
