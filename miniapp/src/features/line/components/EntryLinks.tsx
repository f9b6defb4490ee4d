import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { Entry } from '../api/queries';

/** What more there is to an entry: its draw, giving it up, those around it, and its proof. */
export function EntryLinks({ entry, hasDraw }: { entry: Entry; hasDraw: boolean }) {
  const { exchangeName, featureName } = useFeatures();
  const { id, state } = entry;
  const waiting = state === 'waiting';
  return (
    <Card className="card--menu">
      {hasDraw && (
        <Line name="抽奖" className="t-to-draw" onTap={() => open('/packages/line/draw/index', { id })} />
      )}
      {(waiting || state === 'exchanged') && (
        <Line
          name={exchangeName}
          className="t-to-exchange"
          onTap={() => open('/packages/line/exchange/index', { id })}
        />
      )}
      {waiting && (
        <Line
          name={`${featureName}进程`}
          className="t-to-process"
          onTap={() => open('/packages/line/process/index', { id })}
        />
      )}
      <Line
        name="核对：有没有人插队"
        className="t-to-proof"
        onTap={() => open('/packages/line/proof/index', { id })}
      />
    </Card>
  );
}
