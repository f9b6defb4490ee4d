import { Result } from 'antd';
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import { PageError } from '../layout/PageError';
import { DeskConsole, FirstDeskPage, isVisible } from './DeskConsole';
import { DESK_PAGES, type DeskPageRow } from './pages';
import { useDesk } from './whoAmI';

/** A page for those at whose desk it is and whose role allows it. The server refuses the others anyhow. */
const Guarded = ({ page, children }: { page: DeskPageRow; children: ReactNode }) =>
  isVisible(page, useDesk()) ? (
    children
  ) : (
    <Result status="403" title="没有权限" subTitle="您的角色不能查看此页，请联系负责人" />
  );

const toRoute = (page: DeskPageRow): RouteObject => ({
  path: page.path,
  errorElement: <PageError />,
  lazy: async () => {
    const { default: Page } = await page.load();
    return {
      element: (
        <Guarded page={page}>
          <Page />
        </Guarded>
      ),
    };
  },
});

/** A merchant's desk, and the form by which one comes to have one: addresses below /admin/. */
export const deskRoutes = (nothingHere: ReactNode): RouteObject[] => [
  {
    path: '/desk',
    element: <DeskConsole />,
    errorElement: <PageError />,
    children: [
      ...DESK_PAGES.map(toRoute),
      { index: true, element: <FirstDeskPage /> },
      { path: '*', element: nothingHere },
    ],
  },
  {
    path: '/apply',
    errorElement: <PageError />,
    lazy: async () => ({ Component: (await import('./pages/Apply')).default }),
  },
  {
    path: '/apply/:no',
    errorElement: <PageError />,
    lazy: async () => ({ Component: (await import('./pages/OwnApplication')).default }),
  },
];
