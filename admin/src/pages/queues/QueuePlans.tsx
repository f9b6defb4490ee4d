import { Alert } from 'antd';
import { useList, useRead } from '../../api/queries';
import { PLAN_COLUMNS } from '../../features/queues/PlanTable';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

const STATES = { open: '待执行' } as const;

/** Resets and wind-downs that were announced. */
export default function QueuePlans() {
  const [{ state }, setFilters, clear] = useUrlState(['state']);
  const list = useList('GET /api/admin/queue-plans', { query: isOneOf(STATES, state) ? { state } : {} });
  const newest = useRead('GET /api/admin/queue-plans', { query: { limit: 1 } });
  const next = newest.data?.nextBySchedule ?? null;
  return (
    <>
      <PageHead title="清零与结束计划" about="每次清零或结束队列都提前通知排队的会员；在队列页安排" />
      {next === null ? null : (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            <>
              按清零设置，下一次清零是 <Time iso={next} />
            </>
          }
        />
      )}
      <div className="filters">
        <StateFilter words={STATES} value={state} onChange={setFilters} />
      </div>
      <ListTable
        name="queue-plans"
        exported="a few to read"
        columns={PLAN_COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="没有计划"
        hint="在队列页安排清零或结束，会提前通知排队的会员"
        onClear={clear}
      />
    </>
  );
}
