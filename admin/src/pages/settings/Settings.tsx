import { Alert, Button, Input, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import {
  ONE_CLICK_ENABLE,
  SETTING_LIST,
  type PlatformSettings,
} from '@paifan/shared/settings/platformSettings';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { MergeOffers } from '../../features/queues/MergeOffers';
import { changedKeys, keepDraft, readDraft, type Draft } from '../../features/settings/draft';
import { OneClickField } from '../../features/settings/OneClickField';
import { PublishDrawer } from '../../features/settings/PublishDrawer';
import { SettingField } from '../../features/settings/SettingField';
import { Loaded, together } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';

type Now = ResponseOf<'GET /api/admin/settings'>;

const madeFrom = ({ latestVersion, inForce }: Now): Pick<Draft, 'latestVersion' | 'inForceVersion'> => ({
  latestVersion,
  inForceVersion: inForce.id,
});

/** Has nobody published since the draft was begun, and no scheduled version come into force? */
const isMadeFrom = (draft: Draft, now: Now): boolean =>
  draft.latestVersion === now.latestVersion && draft.inForceVersion === now.inForce.id;

/** Every setting of the platform, drawn from the table that the rules themselves read. */
export default function Settings() {
  const now = useRead('GET /api/admin/settings', {});
  const levels = useRead('GET /api/admin/levels', {});
  return (
    <>
      <PageHead
        title="设置"
        about="改动先成为草稿，发布前检查利润；已下的订单始终按下单时的版本"
        actions={<Link to="/settings/versions">版本记录</Link>}
      />
      <MergeOffers />
      <Loaded query={together({ now, levels })}>
        {(found) => <Editor now={found.now} levels={found.levels.items.map(({ id }) => id)} />}
      </Loaded>
    </>
  );
}

function Editor({ now, levels }: { now: Now; levels: readonly string[] }) {
  const mayPublish = useMay('settings.publish');
  const [draft, setDraft] = useState<Draft | null>(readDraft);
  const [isPublishing, setPublishing] = useState(false);
  const [search, setSearch] = useState('');
  const settings = draft?.settings ?? now.inForce.settings;
  const changed = new Set<string>(changedKeys(now.inForce.settings, settings));

  // A link to one of the settings: they are there only once they were read.
  const { hash } = useLocation();
  useEffect(() => document.getElementById(hash.slice(1))?.scrollIntoView(), [hash]);

  function change(next: PlatformSettings | null): void {
    const { latestVersion, inForceVersion } = draft ?? madeFrom(now);
    const after = next && { latestVersion, inForceVersion, settings: next };
    keepDraft(after);
    setDraft(after);
  }

  const isStale = draft !== null && !isMadeFrom(draft, now);
  const rows = SETTING_LIST.filter(({ label, help }) => `${label}${help}`.includes(search.trim()));
  return (
    <>
      {now.scheduled.map(({ id, inForceFrom, note }) => (
        <Alert
          key={id}
          type="info"
          showIcon
          style={{ marginBottom: 8 }}
          title={
            <>
              版本 {id} 将于 <Time iso={inForceFrom} /> 生效：{note}
            </>
          }
        />
      ))}
      {isStale ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title="您修改期间，设置有了新版本"
          description="有人发布了新版本，或定时的版本已生效。请放弃草稿后重新修改，以免盖掉那些改动。"
        />
      ) : null}
      <div className="filters">
        <Input.Search
          allowClear
          placeholder="查找设置"
          style={{ width: 260 }}
          onChange={({ target }) => setSearch(target.value)}
        />
        <Tag>
          当前版本 {now.inForce.id} · {now.inForce.publishedBy} · <Time iso={now.inForce.inForceFrom} />
        </Tag>
      </div>
      <div>
        {rows.map((row) =>
          row.key === ONE_CLICK_ENABLE.key ? (
            <OneClickField key={row.key} isEnabled={settings.enabled} />
          ) : (
            <SettingField
              key={row.key}
              row={row}
              settings={settings}
              isChanged={changed.has(row.key)}
              levels={levels}
              onChange={change}
            />
          ),
        )}
      </div>
      {mayPublish && draft !== null ? (
        <div className="publish-bar">
          <span>{changed.size === 0 ? '与当前版本相同' : `已改动 ${changed.size} 项，尚未发布`}</span>
          <Button onClick={() => change(null)}>放弃草稿</Button>
          <Button type="primary" disabled={changed.size === 0 || isStale} onClick={() => setPublishing(true)}>
            检查并发布
          </Button>
        </div>
      ) : null}
      {isPublishing && draft !== null ? (
        <PublishDrawer
          draft={draft}
          onClose={() => setPublishing(false)}
          onPublished={() => {
            setPublishing(false);
            change(null);
          }}
        />
      ) : null}
    </>
  );
}
