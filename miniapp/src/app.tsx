import { QueryClientProvider } from '@tanstack/react-query';
import { useDidShow, useLaunch } from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { platform } from '@platform/platform';
import { session } from './api/client';
import { keepInvitation } from './api/invitation';
import { createQueryClient } from './api/queryClient';
import { startAnew } from './navigation';
import './ui/base.scss';

export default function App({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);

  useLaunch(() =>
    platform.start({
      memberChanged(next) {
        session.keep(next);
        // What is on the screen may be nobody else's to read. It is forgotten and left, not asked for again as the new member.
        client.clear();
        startAnew();
      },
    }),
  );

  // Cold or warm: who comes by an invitation becomes a member at once and unnoticed, for it may be good for some hours only.
  useDidShow((opened) => {
    if (keepInvitation(opened?.query)) void session.token().catch(() => undefined);
  });

  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
