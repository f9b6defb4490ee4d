import { Link } from 'react-router';
import { request } from '../api/client';
import type { OpenSession } from '../layout/SignInFields';
import { SignInForm } from '../layout/SignInForm';

/** Opens a session at a merchant's desk. */
export const openDeskSession: OpenSession = ({ login, password }) =>
  request('POST /api/desk/session', { body: { login, password } });

/** Signing in at a merchant's desk. */
export const DeskSignIn = () => (
  <SignInForm title="排返 · 商家工作台" side="staff" open={openDeskSession}>
    <Link to="/">平台工作台</Link>
    <Link to="/apply">申请入驻</Link>
  </SignInForm>
);
