import { Link } from 'react-router';
import { request } from '../api/client';
import { SignInForm } from './SignInForm';

/** Signing in as an operator. */
export const SignIn = () => (
  <SignInForm
    title="排返 · 工作台"
    side="operator"
    open={({ code, ...typed }) =>
      request('POST /api/admin/session', { body: { ...typed, ...(code ? { code } : {}) } })
    }
  >
    <Link to="/desk">商家、供应商登录</Link>
    <Link to="/apply">申请入驻</Link>
  </SignInForm>
);
