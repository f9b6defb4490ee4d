import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Loaded } from '../../ui/Loaded';
import { homeOf, type Side } from '../sides';
import { JobProgress } from './JobProgress';
import { useJobDownload, useLongJob } from './useLongJob';

/** An export on its way; its file is downloaded as soon as it is there. */
export function FollowExport({ id, side }: { id: string; side: Side }) {
  const query = useLongJob(id, side);
  const { start, isStarting } = useJobDownload(side);
  const job = query.data;
  const brought = useRef(false);
  const ready = job !== undefined && job.state === 'done' && job.file !== null ? job.id : null;
  useEffect(() => {
    if (ready === null || brought.current) return;
    brought.current = true;
    start(ready);
  }, [ready, start]);
  return (
    <Loaded query={query}>
      {(found) => (
        <>
          <JobProgress job={found} />
          {ready === null ? (
            <p className="quiet">
              关闭本窗口后导出继续进行，可在<Link to={`${homeOf(side)}/tasks`}>任务</Link>中下载。
            </p>
          ) : (
            <Button type="link" loading={isStarting} onClick={() => start(ready)}>
              再次下载
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
