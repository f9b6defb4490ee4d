import { QueryClientProvider } from '@tanstack/react-query';
import { useDidShow, useLaunch } from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { platform } from '@platform/platform';
import { session } from './api/client';
import { createQueryClient } from './api/queryClient';
import { arriveBy } from './features/scenes/arriveBy';
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

  // Cold and warm.
  useDidShow((opened) => arriveBy(opened?.query));

  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
