import { Space } from 'antd';
import { QUEUE_MARK_TEXT, QUEUE_RUNS_TEXT } from '@paifan/shared/texts/queues';
import { StateTag } from '../../ui/StateTag';

interface State {
  readonly paused: boolean;
  readonly allPaused: boolean;
  readonly closed: boolean;
  readonly stuck: boolean;
  readonly isBraked: boolean;
}

/** What is special about a queue; nothing: it runs. */
export function QueueTags({ paused, allPaused, closed, stuck, isBraked }: State) {
  const isSpecial = paused || allPaused || closed || stuck || isBraked;
  return (
    <Space size={0} wrap>
      {closed ? <StateTag tone="over" text={QUEUE_MARK_TEXT.closed} /> : null}
      {stuck ? <StateTag tone="bad" text={QUEUE_MARK_TEXT.stuck} /> : null}
      {allPaused ? <StateTag tone="waiting" text={QUEUE_MARK_TEXT.allPaused} /> : null}
      {paused ? <StateTag tone="waiting" text={QUEUE_MARK_TEXT.paused} /> : null}
      {isBraked ? <StateTag tone="waiting" text={QUEUE_MARK_TEXT.isBraked} /> : null}
      {isSpecial ? null : <StateTag tone="good" text={QUEUE_RUNS_TEXT} />}
    </Space>
  );
}
