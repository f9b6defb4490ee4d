import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { useConfirm } from '../../ui/useConfirm';
import { valueText } from '../settings/describe';
import { changedKeys, keepDraft, labelOf, readDraft } from '../settings/draft';
import type { Simulation } from './useSimulation';

/** Takes the settings that were played as a draft, which is checked and published like every other. */
export function Adopt({ simulation }: { simulation: Simulation }) {
  const mayPublish = useMay('settings.publish');
  const now = useRead('GET /api/admin/settings', {}, { enabled: mayPublish });
  const confirm = useConfirm();
  const navigate = useNavigate();
  const { message } = App.useApp();
  if (!mayPublish || now.data === undefined) return null;
  const { latestVersion, inForce } = now.data;
  const settings = { ...inForce.settings, ...simulation.settings };
  const changed = changedKeys(inForce.settings, settings);
  const ask = (): void =>
    confirm({
      title: `采用「${simulation.plan.name}」的设置`,
      facts: changed.map((key) => [
        labelOf(key),
        `${valueText(key, inForce.settings[key])} → ${valueText(key, settings[key])}`,
      ]),
      warning: readDraft() === null ? '只成为草稿，检查并发布后才生效。' : '您现有的设置草稿会被换掉。',
      verb: '放入草稿',
      run: async () => {
        keepDraft({ latestVersion, inForceVersion: inForce.id, settings });
        void message.success('已放入草稿');
        await navigate('/settings');
      },
    });
  return (
    <Button size="small" disabled={changed.length === 0} onClick={ask}>
      {changed.length === 0 ? '设置与现在相同' : '采用这些设置'}
    </Button>
  );
}
