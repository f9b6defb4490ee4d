import { Text } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { say, useWrite } from '@/ui/useWrite';
import { templatesQuery } from '../api/queries';
import { refusal } from '../refusal';
import { templatesFor, type Moment } from '../reminders';

/**
 * Offers messages in WeChat about what was just begun. WeChat shows its own question only to a tap, so it waits for one; where there is
 * nothing to ask for (no template, or no WeChat) it is not there. Who refuses hears nothing more of it for a while.
 */
export function RemindMe({ after }: { after: Moment }) {
  const { data } = useQuery(templatesQuery());
  const [done, setDone] = useState(() => refusal.isRecent());
  const { acceptMessages } = platform;
  const ids = templatesFor(after, data?.items ?? []);

  const write = useWrite(async () => {
    if (acceptMessages === null) return;
    const answer = await acceptMessages(ids);
    if (answer === 'unasked') return;
    setDone(true);
    if (answer === 'accepted') say('好的，有进展时微信告诉你');
    else refusal.remember();
  });

  if (acceptMessages === null || ids.length === 0 || done) return null;
  return (
    <Card className="card--menu">
      <Line name="有进展时微信通知我" className="t-remind" onTap={write.run}>
        <Text className="muted">每次同意收一条</Text>
      </Line>
    </Card>
  );
}
