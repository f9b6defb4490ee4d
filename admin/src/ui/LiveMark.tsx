import type { LiveState } from '../api/live';
import { StateTag } from './StateTag';

/** Whether what is shown follows what happens; while the connection is lost the last figures stay. */
export function LiveMark({ state }: { state: LiveState }) {
  if (state === 'absent') return null;
  return (
    <span role="status">
      {state === 'on' ? (
        <StateTag tone="good" text="实时" />
      ) : (
        <StateTag tone="waiting" text={state === 'lost' ? '连接中断，正在重连' : '正在连接'} />
      )}
    </span>
  );
}
