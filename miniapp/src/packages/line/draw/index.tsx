import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { drawQuery } from '@/features/line/api/desk';
import { DrawCheck } from '@/features/line/components/DrawCheck';
import { DrawResult } from '@/features/line/components/DrawResult';
import { OddsCard } from '@/features/line/components/OddsCard';
import { useDraw } from '@/features/line/hooks/useDraw';
import { RemindMe } from '@/features/me/components/RemindMe';
import { pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** The draw of an entry: its odds, the draw, what came of it, and how to check it. */
export default function DrawPage() {
  const [id] = useState(() => pageParam('id'));
  const query = useQuery(drawQuery(id));
  const draw = useDraw(id);
  useRefresh('queue');

  return (
    <View className="page page--with-bar t-draw">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(shown) => (
          <>
            <View className="stack">
              <DrawResult draw={shown} />
              <OddsCard draw={shown} />
              <DrawCheck draw={shown} />
              {shown.state === 'applied' && <RemindMe after="drawn" />}
            </View>
            {shown.state === 'available' && (
              <ActionBar>
                <Button
                  kind="main"
                  className="t-do-draw button--wide"
                  text="抽一次"
                  busy={draw.busy}
                  onTap={draw.run}
                />
              </ActionBar>
            )}
          </>
        )}
      </Loaded>
    </View>
  );
}
