import type { QueryClient } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useEffect } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { request } from '../api/client';
import { useRead } from '../api/queries';
import { keepSession, readSession } from '../api/session';
import { ConsoleFrame, menuOf, selectedOf } from '../layout/ConsoleFrame';
import { SignInAgain } from '../layout/SignInAgain';
import { useWhoWorks } from '../layout/useWhoWorks';
import { LoadError } from '../ui/Loaded';
import { DeskSignIn, openDeskSession } from './DeskSignIn';
import { DESK_GROUPS, DESK_PAGES, type DeskPageRow } from './pages';
import { DeskAccount } from './pages/DeskAccount';
import { DeskProvider, useDesk, type Desk } from './whoAmI';

/** The desk of who is signed in with a token. */
const deskOf = (token: string | null) => ({
  queryKey: ['desk', token] as const,
  queryFn: () => request('GET /api/desk/me'),
});

/** Begins to ask whose desk it is, while the code of the page is still on its way. */
export function askWhoseDesk(queries: QueryClient): void {
  const session = readSession();
  if (session?.side === 'staff') void queries.prefetchQuery(deskOf(session.token));
}

/** Can somebody at this desk open the page? */
export const isVisible = ({ permission, kind }: DeskPageRow, { staff, merchant }: Desk): boolean =>
  staff.permissions.includes(permission) && (kind === undefined || kind === merchant.kind);

/** A merchant's desk: who is not signed in signs in; who has a one-time password changes it first. */
export function DeskConsole() {
  const { who: me, isOut, isAway } = useWhoWorks('staff', deskOf);
  const login = me.data?.staff.login ?? null;
  if (isOut || (isAway && login === null)) return <DeskSignIn />;
  if (me.data === undefined && me.error)
    return <LoadError error={me.error} retry={() => void me.refetch()} />;
  if (me.data === undefined) return <Skeleton active />;
  return (
    <DeskProvider desk={me.data}>
      {me.data.staff.mustChangePassword ? <DeskAccount /> : <Frame desk={me.data} />}
      {isAway && login !== null ? (
        <SignInAgain
          side="staff"
          login={login}
          who={me.data}
          keyOf={(token) => deskOf(token).queryKey}
          open={openDeskSession}
        />
      ) : null}
    </DeskProvider>
  );
}

function Frame({ desk }: { desk: Desk }) {
  const { pathname } = useLocation();
  const { merchant, staff } = desk;
  const mayRead = staff.permissions.includes('desk.orders.read');
  const waiting = useRead('GET /api/desk/waiting', {}, { enabled: mayRead, refetchInterval: LOOK_AGAIN_MS });
  const { refetch } = waiting;
  useEffect(() => {
    // Who goes to another page looks at what has come meanwhile.
    if (mayRead) void refetch();
  }, [pathname, mayRead, refetch]);
  const visible = DESK_PAGES.filter((page) => isVisible(page, desk));
  return (
    <ConsoleFrame
      brand={merchant.name}
      menu={menuOf(DESK_GROUPS, visible, ({ path, label, waits }) => (
        <Link to={`/desk/${path}`} className="menu-link">
          {label}
          {waits === undefined ? null : <Count of={waiting.data?.[waits] ?? 0} />}
        </Link>
      ))}
      selected={selectedOf(DESK_PAGES, pathname.slice('/desk'.length))}
      who={
        <>
          <span className="quiet">{MERCHANT_KIND_TEXT[merchant.kind]}</span>
          <Link to="/desk/account">
            {staff.name}（{STAFF_ROLES[staff.role].label}）
          </Link>
        </>
      }
      onSignOut={() => void signOut()}
      notice={
        merchant.suspended ? (
          <Alert
            type="warning"
            showIcon
            style={{ marginBottom: 16 }}
            title="商家已暂停合作，暂不接受新订单"
            description={merchant.suspendReason}
          />
        ) : null
      }
    />
  );
}

const LOOK_AGAIN_MS = 60_000;
/** The server counts no further. */
const MANY = 100;

/** How much waits; nothing is no number. */
const Count = ({ of }: { of: number }) =>
  of === 0 ? null : (
    <span className="menu-count" aria-label={`${of >= MANY ? '99 以上' : of} 件待处理`}>
      {of >= MANY ? '99+' : of}
    </span>
  );

/** The first page of the menu that the role may see. */
export function FirstDeskPage() {
  const desk = useDesk();
  const first = DESK_PAGES.find((page) => page.label !== undefined && isVisible(page, desk));
  return <Navigate to={`/desk/${first?.path ?? 'account'}`} replace />;
}

async function signOut(): Promise<void> {
  // Whatever the server says, this browser forgets the session.
  await request('DELETE /api/desk/session').catch(() => undefined);
  keepSession(null);
}
