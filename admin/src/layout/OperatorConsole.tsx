import type { QueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useLocation } from 'react-router';
import { ROLES } from '@paifan/shared/operators/permissions';
import { request } from '../api/client';
import { keepSession, readSession } from '../api/session';
import { OperatorProvider, type Operator } from '../api/whoAmI';
import { GROUPS, PAGES } from '../pages';
import { Account } from '../pages/system/Account';
import { LoadError } from '../ui/Loaded';
import { ConsoleFrame, menuOf, selectedOf } from './ConsoleFrame';
import { openOperatorSession, SignIn } from './SignIn';
import { SignInAgain } from './SignInAgain';
import { useWhoWorks } from './useWhoWorks';

/** Who is signed in with a token. */
const operatorOf = (token: string | null) => ({
  queryKey: ['me', token] as const,
  queryFn: () => request('GET /api/admin/me'),
});

/** Begins to ask who is signed in, while the code of the page is still on its way. */
export function askWhoAmI(queries: QueryClient): void {
  const session = readSession();
  if (session?.side === 'operator') void queries.prefetchQuery(operatorOf(session.token));
}

/** The operators' console: who is not signed in signs in; who has a one-time password changes it first. */
export function OperatorConsole() {
  const { who: me, isOut, isAway } = useWhoWorks('operator', operatorOf);
  if (isOut) return <SignIn />;
  if (me.data === undefined && me.error)
    return <LoadError error={me.error} retry={() => void me.refetch()} />;
  if (me.data === undefined) return <Skeleton active />;
  return (
    <OperatorProvider operator={me.data}>
      {me.data.mustChangePassword ? <Account /> : <Frame operator={me.data} />}
      {isAway ? (
        <SignInAgain
          side="operator"
          login={me.data.login}
          who={me.data}
          keyOf={(token) => operatorOf(token).queryKey}
          open={openOperatorSession}
        />
      ) : null}
    </OperatorProvider>
  );
}

function Frame({ operator }: { operator: Operator }) {
  const { pathname } = useLocation();
  const visible = PAGES.filter(({ permission }) => operator.permissions.includes(permission));
  return (
    <ConsoleFrame
      brand="排返 · 工作台"
      menu={menuOf(GROUPS, visible, ({ path, label }) => (
        <Link to={`/${path}`}>{label}</Link>
      ))}
      selected={selectedOf(PAGES, pathname)}
      who={
        <Link to="/account">
          {operator.name}（{ROLES[operator.role].label}）
        </Link>
      }
      onSignOut={() => void signOut()}
    />
  );
}

async function signOut(): Promise<void> {
  // Whatever the server says, this browser forgets the session.
  await request('DELETE /api/admin/session').catch(() => undefined);
  keepSession(null);
}
