import { useQuery } from '@tanstack/react-query';
import { Button, Layout, Menu, Skeleton, Space, Spin, type MenuProps } from 'antd';
import { Suspense, useSyncExternalStore } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import type { Permission } from '@paifan/shared/operators/permissions';
import { ROLES } from '@paifan/shared/operators/permissions';
import { request } from '../api/client';
import { keepSession, onSessionChange, readSession } from '../api/session';
import { OperatorProvider, type Operator } from '../api/whoAmI';
import { GROUPS, PAGES, type GroupName } from '../pages';
import { Account } from '../pages/system/Account';
import { LoadError } from '../ui/Loaded';
import { SignIn } from './SignIn';

const tokenNow = (): string | null => {
  const session = readSession();
  return session?.side === 'operator' ? session.token : null;
};

/** The operators' console: who is not signed in signs in; who has a one-time password changes it first. */
export function OperatorConsole() {
  const token = useSyncExternalStore(onSessionChange, tokenNow);
  const me = useQuery({
    queryKey: ['me', token],
    enabled: token !== null,
    placeholderData: undefined,
    queryFn: () => request('GET /api/admin/me'),
  });
  if (token === null) return <SignIn />;
  if (me.data === undefined && me.error)
    return <LoadError error={me.error} retry={() => void me.refetch()} />;
  if (me.data === undefined) return <Skeleton active />;
  return (
    <OperatorProvider operator={me.data}>
      {me.data.mustChangePassword ? <Account /> : <Frame operator={me.data} />}
    </OperatorProvider>
  );
}

function Frame({ operator }: { operator: Operator }) {
  const { pathname } = useLocation();
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Layout.Sider width={200} theme="light" breakpoint="lg" collapsedWidth={0}>
        <div style={{ padding: 16, fontSize: 17, fontWeight: 600 }}>排返 · 工作台</div>
        <Menu mode="inline" items={menuFor(operator.permissions)} selectedKeys={[selectedPage(pathname)]} />
      </Layout.Sider>
      <Layout>
        <Layout.Header style={{ display: 'flex', justifyContent: 'flex-end', paddingInline: 24 }}>
          <Space>
            <Link to="/account">
              {operator.name}（{ROLES[operator.role].label}）
            </Link>
            <Button size="small" onClick={() => void signOut()}>
              退出
            </Button>
          </Space>
        </Layout.Header>
        <Layout.Content style={{ padding: 24 }}>
          <Suspense fallback={<Spin />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** The menu of a role: what it may not see is absent, and so is a group without pages. */
function menuFor(permissions: readonly Permission[]): MenuProps['items'] {
  const visible = PAGES.filter(
    ({ label, permission }) => label !== undefined && permissions.includes(permission),
  );
  return (Object.keys(GROUPS) as GroupName[]).flatMap((group) => {
    const children = visible
      .filter((page) => page.group === group)
      .map(({ path, label }) => ({ key: path, label: <Link to={`/${path}`}>{label}</Link> }));
    return children.length === 0
      ? []
      : [{ key: group, type: 'group' as const, label: GROUPS[group], children }];
  });
}

/** The page of the menu that an address belongs to: /orders/P123 is below orders. */
const selectedPage = (pathname: string): string =>
  PAGES.filter(({ label, path }) => label !== undefined && `${pathname}/`.startsWith(`/${path}/`))
    .map(({ path }) => path)
    .sort((a, b) => b.length - a.length)[0] ?? '';

async function signOut(): Promise<void> {
  // Whatever the server says, this browser forgets the session.
  await request('DELETE /api/admin/session').catch(() => undefined);
  keepSession(null);
}
