import { Result } from 'antd';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { Guarded } from './layout/Guarded';
import { OperatorConsole } from './layout/OperatorConsole';
import { PageError } from './layout/PageError';
import { PAGES, type PageRow } from './pages';

const nothingHere = <Result status="404" title="没有这个页面" subTitle="地址可能有误，或页面已移走" />;

const toRoute = ({ path, permission, load }: PageRow): RouteObject => ({
  path,
  errorElement: <PageError />,
  lazy: async () => {
    const { default: Page } = await load();
    return {
      element: (
        <Guarded permission={permission}>
          <Page />
        </Guarded>
      ),
    };
  },
});

/** The addresses of the operators' console, below /admin/. */
export const createConsoleRouter = () =>
  createBrowserRouter(
    [
      {
        path: '/',
        element: <OperatorConsole />,
        errorElement: <PageError />,
        children: [
          ...PAGES.map(toRoute),
          { index: true, element: <Navigate to={PAGES[0]?.path ?? 'account'} replace /> },
          { path: '*', element: nothingHere },
        ],
      },
    ],
    { basename: '/admin' },
  );
