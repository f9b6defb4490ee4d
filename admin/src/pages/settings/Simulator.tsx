import { Button, Card, Space } from 'antd';
import { useState } from 'react';
import type { WrittenPlan } from '@paifan/shared/simulate/schema';
import { useRead, useWrite } from '../../api/queries';
import { isOver } from '../../features/longJobs/useLongJob';
import { JobProgress } from '../../features/longJobs/JobProgress';
import { Adopt } from '../../features/simulator/Adopt';
import { PlanEditor } from '../../features/simulator/PlanEditor';
import { Results } from '../../features/simulator/Results';
import { Runs } from '../../features/simulator/Runs';
import { useSimulation, type Shown, type Simulation } from '../../features/simulator/useSimulation';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

/** Months of trade played by the rules of production, before settings are published. */
export default function Simulator() {
  const starting = useRead('GET /api/admin/simulation-plans', {});
  const [{ run, against }, setUrl] = useUrlState(['run', 'against']);
  const [edited, setEdited] = useState<WrittenPlan | null>(null);
  const [taken, setTaken] = useState(0);
  const simulation = useSimulation(run);
  const other = useSimulation(against);
  return (
    <>
      <PageHead title="模拟" about="用与正式结算相同的规则，提前走完几个月的生意；什么也不会写入" />
      <div className="tester">
        <Loaded query={starting}>
          {({ items }) => {
            const plan = edited ?? items[0]?.plan;
            return plan === undefined ? null : (
              <PlanEditor
                // A plan that is taken from elsewhere is shown anew; one that is being typed is not.
                key={taken}
                plan={plan}
                starting={items}
                onChange={setEdited}
                onAsked={(id) => setUrl({ run: id, against: run })}
              />
            );
          }}
        </Loaded>
        <Space orientation="vertical" size={16} style={{ display: 'flex' }}>
          {run === undefined ? null : (
            <Loaded query={simulation}>
              {(found) => (
                <Running
                  simulation={found}
                  other={other.data ?? null}
                  onEdit={() => {
                    setEdited(found.plan);
                    setTaken(taken + 1);
                  }}
                />
              )}
            </Loaded>
          )}
          <Runs
            shown={run}
            against={against}
            onShow={(id) => setUrl({ run: id, against: undefined })}
            onCompare={(id) => setUrl({ against: id })}
          />
        </Space>
      </div>
    </>
  );
}

const shownOf = ({ plan, result, titles }: Simulation, mark = ''): Shown[] =>
  result === null ? [] : [{ name: `${plan.name}${mark}`, result, titles }];

function Running({
  simulation,
  other,
  onEdit,
}: {
  simulation: Simulation;
  other: Simulation | null;
  onEdit: () => void;
}) {
  const { job, plan, result } = simulation;
  const cancel = useWrite('POST /api/admin/long-jobs/:id/cancel', '已取消');
  const isSameName = other?.plan.name === plan.name;
  return (
    <Space orientation="vertical" size={16} style={{ display: 'flex' }}>
      <Card
        size="small"
        title={plan.name}
        extra={
          <Space>
            <Button size="small" onClick={onEdit}>
              修改此方案
            </Button>
            {result === null ? null : <Adopt simulation={simulation} />}
            {isOver(job) ? null : (
              <Button size="small" onClick={() => cancel.mutate({ params: { id: job.id } })}>
                取消
              </Button>
            )}
          </Space>
        }
      >
        <JobProgress job={job} />
        {job.state === 'done' && result === null ? (
          <span className="quiet">结果已过保存期限，请重新模拟</span>
        ) : null}
      </Card>
      <Results
        shown={[
          ...shownOf(simulation),
          ...(other === null ? [] : shownOf(other, isSameName ? '（对照）' : '')),
        ]}
      />
    </Space>
  );
}
