import { Alert, Button, Card, Input, Select, Space, Tabs } from 'antd';
import { useState } from 'react';
import { Failure } from '@paifan/shared/client/failure';
import type { WrittenPlan } from '@paifan/shared/simulate/schema';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { PlanForm } from './PlanForm';

type StartingPlan = ResponseOf<'GET /api/admin/simulation-plans'>['items'][number];

const SHIPPED: Readonly<Record<string, string>> = {
  healthy: '示例：流入能覆盖权益',
  typical: '示例：提取一成、权益全额',
  union: '示例：工会排队',
};

const MOST_PROBLEMS = 10;

/** A plan: begun from the shop or an example, changed by its main figures or as text, and played. */
export function PlanEditor({
  plan,
  starting,
  onChange,
  onAsked,
}: {
  plan: WrittenPlan;
  starting: readonly StartingPlan[];
  onChange: (plan: WrittenPlan) => void;
  onAsked: (id: string) => void;
}) {
  const [isText, setText] = useState(false);
  const [begun, setBegun] = useState(0);
  const play = useWrite('POST /api/admin/simulations', null, ({ id }) => onAsked(id));
  return (
    <Card size="small" title="方案">
      <Space orientation="vertical" size={8} style={{ width: '100%' }}>
        <Select
          aria-label="从哪个方案开始"
          placeholder="从哪个方案开始"
          style={{ width: '100%' }}
          options={starting.map(({ name }) => ({ value: name, label: SHIPPED[name] ?? name }))}
          onChange={(name: string) => {
            const chosen = starting.find((each) => each.name === name);
            if (!chosen) return;
            onChange(chosen.plan);
            setBegun(begun + 1);
          }}
        />
        <Tabs
          size="small"
          activeKey={isText ? 'text' : 'form'}
          onChange={(key) => setText(key === 'text')}
          destroyOnHidden
          items={[
            {
              key: 'form',
              label: '主要数字',
              children: <PlanForm plan={plan} onChange={onChange} />,
            },
            {
              key: 'text',
              label: '完整方案（JSON）',
              children: <PlanText key={begun} plan={plan} onChange={onChange} />,
            },
          ]}
        />
        <Problems error={play.error} />
        <Button type="primary" block loading={play.isPending} onClick={() => play.mutate({ body: { plan } })}>
          开始模拟
        </Button>
      </Space>
    </Card>
  );
}

/** A plan as text: what is no JSON stays there, marked, and changes nothing. */
function PlanText({ plan, onChange }: { plan: WrittenPlan; onChange: (plan: WrittenPlan) => void }) {
  const [text, setText] = useState(() => JSON.stringify(plan, null, 2));
  const [isWrong, setWrong] = useState(false);
  const type = (typed: string): void => {
    setText(typed);
    try {
      const read: unknown = JSON.parse(typed);
      const isPlan = typeof read === 'object' && read !== null && 'buyers' in read;
      setWrong(!isPlan);
      // What is wrong within it is told by the server, all at once.
      if (isPlan) onChange(read as WrittenPlan);
    } catch {
      setWrong(true);
    }
  };
  return (
    <>
      <Input.TextArea
        aria-label="完整方案"
        className="plan-text"
        rows={24}
        spellCheck={false}
        status={isWrong ? 'error' : ''}
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      {isWrong ? <span className="quiet">还不是一个完整的 JSON 方案，改好后才会采用</span> : null}
    </>
  );
}

/** Everything that the server found wrong with a plan. */
function Problems({ error }: { error: unknown }) {
  if (!(error instanceof Failure) || error.code !== 'plan_invalid') return null;
  const { details } = error;
  const problems: unknown =
    typeof details === 'object' && details !== null && 'problems' in details ? details.problems : null;
  if (!Array.isArray(problems)) return null;
  return (
    <Alert
      type="error"
      showIcon
      title="方案有误"
      description={problems.slice(0, MOST_PROBLEMS).map((problem) => (
        <div key={String(problem)}>{String(problem)}</div>
      ))}
    />
  );
}
