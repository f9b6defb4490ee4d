import { useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { requestPublic } from '@/api/client';
import { tabIndex } from '@/navigation';
import type { Features } from '../api/queries';

const REMEMBERED = 'features';

/** What stands there until the server has answered for the very first time. */
const UNKNOWN = { shopName: '', featureName: '排队', exchangeName: '兑换', rebateEnabled: true };

type Names = Pick<Features, keyof typeof UNKNOWN>;

const remembered = (): Names => {
  const stored: unknown = Taro.getStorageSync(REMEMBERED);
  return typeof stored === 'object' && stored !== null ? { ...UNKNOWN, ...stored } : UNKNOWN;
};

/** The names and switches of the shop: asked once a visit, and remembered, so that the next visit begins with them. */
export function useFeatures(): Names {
  const { data } = useQuery({
    queryKey: ['features'],
    queryFn: async () => {
      const features = await requestPublic('GET /api/features');
      Taro.setStorageSync(REMEMBERED, features);
      return features;
    },
    staleTime: 300_000,
  });
  return data ?? remembered();
}

/** Puts the feature's own name on its tab; for the tab pages. */
export function useTabName(): void {
  const { featureName } = useFeatures();
  useEffect(() => {
    Taro.setTabBarItem({ index: tabIndex.line, text: featureName }).catch(() => undefined); // another page is in front
  }, [featureName]);
}

/** The page's title, as soon as it is known. */
export function useTitle(title: string): void {
  useEffect(() => {
    if (title !== '') void Taro.setNavigationBarTitle({ title });
  }, [title]);
}
