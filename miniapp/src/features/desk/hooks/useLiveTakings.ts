import { useQuery } from '@tanstack/react-query';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { watchTakings } from '@platform/watchTakings';
import { todayQuery, type Taking } from '../api/queries';
import { chime } from '../sound';

/**
 * What was taken today, as it comes, for as long as the page is in front.
 * @param isHeard a new payment sounds
 * @returns the day, and the newest of the payments that came since the page was opened
 */
export function useLiveTakings(merchant: string, isHeard: boolean) {
  const query = useQuery(todayQuery(merchant));
  const { data, refetch } = query;
  const known = useRef<Set<string> | null>(null);
  const [newest, setNewest] = useState<Taking | null>(null);
  const [isInFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));

  useEffect(() => {
    if (!isInFront) return undefined;
    const stop = watchTakings(merchant, () => void refetch({ cancelRefetch: false }));
    keepScreenOn(true);
    return () => {
      stop();
      keepScreenOn(false);
    };
  }, [isInFront, merchant, refetch]);

  const heard = useRef(isHeard);
  heard.current = isHeard;
  useEffect(() => {
    if (data === undefined) return;
    const numbers = data.items.map(({ orderNo }) => orderNo);
    const first = known.current === null;
    const fresh = data.items.filter(({ orderNo }) => known.current?.has(orderNo) === false);
    known.current = new Set([...(known.current ?? []), ...numbers]);
    if (first || fresh[0] === undefined) return;
    setNewest(fresh[0]);
    if (heard.current) chime();
  }, [data]);

  return { query, newest };
}

/** A dark screen would end the watch. The web has no such thing to ask for. */
function keepScreenOn(isOn: boolean): void {
  if (process.env.TARO_ENV !== 'weapp') return;
  void Taro.setKeepScreenOn({ keepScreenOn: isOn }).catch(() => undefined);
}
