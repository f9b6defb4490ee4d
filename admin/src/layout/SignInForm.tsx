import { useQueryClient } from '@tanstack/react-query';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import type { Side } from '../api/session';
import { SignInFields, type OpenSession } from './SignInFields';

interface SignInFormProps {
  readonly title: string;
  readonly side: Side;
  readonly open: OpenSession;
  /** Other ways from here. */
  readonly children: ReactNode;
}

/** The page on which somebody signs in. */
export function SignInForm({ title, side, open, children }: SignInFormProps) {
  const queries = useQueryClient();
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh' }}>
      <Card style={{ width: 380 }} title={title}>
        {/* What somebody else was shown here before is not for this one. */}
        <SignInFields side={side} open={open} onOpened={() => queries.clear()} />
        <div className="sign-in-ways">{children}</div>
      </Card>
    </main>
  );
}
