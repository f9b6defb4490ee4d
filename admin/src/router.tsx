import { Result } from 'antd';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { useOperator } from './api/whoAmI';
import { deskRoutes } from './desk/routes';
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

/** The first page of the menu that a role may see. */
function FirstPage() {
  const { permissions } = useOperator();
  const first = PAGES.find(
    ({ label, permission }) => label !== undefined && permissions.includes(permission),
  );
  return <Navigate to={first?.path ?? 'account'} replace />;
}

/** The addresses of the consoles, below /admin/: the operators', the desks', and the form to apply. */
export const createConsoleRouter = () =>
  createBrowserRouter(
    [
      {
        path: '/',
        element: <OperatorConsole />,
        errorElement: <PageError />,
        children: [
          ...PAGES.map(toRoute),
          { index: true, element: <FirstPage /> },
          { path: '*', element: nothingHere },
        ],
      },
      ...deskRoutes(nothingHere),
    ],
    { basename: '/admin' },
  );
