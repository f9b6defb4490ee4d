import { useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { tabIndex } from '@/navigation';
import { FEATURES_KEPT, featuresQuery, type Features } from '../api/queries';

/** What stands there until the server has answered for the very first time. */
const UNKNOWN = { shopName: '', featureName: '排队', exchangeName: '兑换', rebateEnabled: true };

type Names = Pick<Features, keyof typeof UNKNOWN>;

const remembered = (): Names => {
  const stored: unknown = Taro.getStorageSync(FEATURES_KEPT);
  return typeof stored === 'object' && stored !== null ? { ...UNKNOWN, ...stored } : UNKNOWN;
};

/** The names and switches of the shop: asked once a visit, and remembered, so that the next visit begins with them. */
export function useFeatures(): Names {
  const { data } = useQuery(featuresQuery());
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
