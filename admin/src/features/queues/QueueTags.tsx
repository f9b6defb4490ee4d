import { Space } from 'antd';
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
      {closed ? <StateTag tone="over" text="已结束" /> : null}
      {stuck ? <StateTag tone="bad" text="结算停住" /> : null}
      {allPaused ? <StateTag tone="waiting" text="全部暂停" /> : null}
      {paused ? <StateTag tone="waiting" text="已暂停" /> : null}
      {isBraked ? <StateTag tone="waiting" text="刹车中" /> : null}
      {isSpecial ? null : <StateTag tone="good" text="正常" />}
    </Space>
  );
}
