import { lazy, Suspense, type ComponentProps } from 'react';

const Chart = lazy(() => import('./Chart'));

/** A chart whose code comes after the page; its place is kept free meanwhile. */
export const LazyChart = ({ height = 280, ...props }: ComponentProps<typeof Chart>) => (
  <Suspense fallback={<div style={{ height }} aria-label={`正在加载${props.label}`} />}>
    <Chart height={height} {...props} />
  </Suspense>
);
