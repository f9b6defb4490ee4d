import { useQueryClient } from '@tanstack/react-query';
import { useShareAppMessage, useShareTimeline } from '@tarojs/taro';
import { queryOf } from '@paifan/shared/client/path';
import { meQuery } from '@/features/me/api/queries';

interface Card {
  title: string;
  /** The page that it opens. */
  path: string;
  params?: Record<string, string>;
  /** URL path on the API's host; the page as it looks where there is none. */
  picture?: string;
}

/**
 * What a friend, or WeChat's moments, get of this page: its address with the member's own code, so that whoever comes by it for
 * the first time was invited by the member. Who has not signed in yet is signed in for it; without an answer the card goes
 * without a code. The page's config has to allow both kinds.
 */
export function useShareCard({ title, path, params, picture }: Card): void {
  const client = useQueryClient();
  const imageUrl = picture === undefined ? undefined : API_BASE + picture;
  const known = (): string | undefined => client.getQueryData(meQuery().queryKey)?.member.inviteCode;
  const query = (inviteCode: string | undefined): string => queryOf({ ...params, scene: inviteCode });
  const message = (inviteCode: string | undefined) => ({ title, path: path + query(inviteCode), imageUrl });

  useShareAppMessage(() => {
    const inviteCode = known();
    if (inviteCode !== undefined) return message(inviteCode);
    const promise = client.fetchQuery(meQuery()).then(
      ({ member }) => message(member.inviteCode),
      () => message(undefined),
    );
    return { ...message(undefined), promise };
  });
  // Moments do not wait for an answer.
  useShareTimeline(() => ({ title, query: query(known()).slice(1), imageUrl }));
}
