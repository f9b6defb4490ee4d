import { Link } from 'react-router';
import { request } from '../api/client';
import type { OpenSession } from './SignInFields';
import { SignInForm } from './SignInForm';

/** Opens an operator's session. */
export const openOperatorSession: OpenSession = ({ code, ...typed }) =>
  request('POST /api/admin/session', { body: { ...typed, ...(code ? { code } : {}) } });

/** Signing in as an operator. */
export const SignIn = () => (
  <SignInForm title="排返 · 工作台" side="operator" open={openOperatorSession}>
    <Link to="/desk">商家、供应商登录</Link>
    <Link to="/apply">申请入驻</Link>
  </SignInForm>
);
