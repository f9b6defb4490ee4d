import Taro from '@tarojs/taro';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { failureOf, networkFailure } from '@paifan/shared/client/failure';
import { session } from './client';

type Upload = ResponseOf<'POST /api/uploads'>;

/** Where pictures of one's own go; those of an application may come from anybody. */
export type UploadRoute = 'POST /api/uploads' | 'POST /api/applications/uploads';

const TIMEOUT_MS = 60_000;

/**
 * Uploads a picture from the device as the member.
 * @param filePath as the device named it when it was chosen
 * @returns where it is kept: `path` is what other requests name it by
 * @throws Failure when there is no answer, or it is refused
 */
export async function uploadPicture(
  filePath: string,
  route: UploadRoute = 'POST /api/uploads',
): Promise<Upload> {
  const path = route.replace('POST ', '');
  const token = await session.token();
  const answer = await sendFile(path, filePath, token);
  const { statusCode, data } =
    answer.statusCode === 401 ? await sendFile(path, filePath, await session.renewAfter(token)) : answer;
  const said: unknown = parsed(data);
  if (statusCode < 200 || statusCode >= 300) throw failureOf(statusCode, said);
  return said as Upload;
}

const sendFile = (path: string, filePath: string, token: string) =>
  Taro.uploadFile({
    url: API_BASE + path,
    ...{ filePath, name: 'file', timeout: TIMEOUT_MS },
    header: { Authorization: `Bearer ${token}` },
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
