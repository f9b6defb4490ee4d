import { Tag } from 'antd';
import { exampleOf } from '@paifan/shared/settings/examples';
import type {
  PLATFORM_SETTINGS,
  PlatformSettings,
  SettingRow,
} from '@paifan/shared/settings/platformSettings';
import { Control } from './controls';
import { kindText } from './describe';

type Row = (typeof PLATFORM_SETTINGS)[number];

/** One setting: its number, meaning and default, its control, and what it would do. */
export function SettingField({
  row,
  settings,
  isChanged,
  levels,
  onChange,
}: {
  row: Row;
  settings: PlatformSettings;
  isChanged: boolean;
  levels: readonly string[];
  onChange: (settings: PlatformSettings) => void;
}) {
  const { number, key, label, help, kind, default: byDefault }: SettingRow<Row['key']> = row;
  return (
    <section className="setting" id={`setting-${key}`} aria-label={label}>
      <div className="setting-meaning">
        <strong>
          {number === null ? '' : `${number}. `}
          {label}
        </strong>
        {isChanged ? <Tag color="processing">已改动</Tag> : null}
        <div className="quiet">{help}</div>
        <div className="quiet">默认：{kindText(kind, byDefault)}</div>
      </div>
      <div className="setting-control">
        <Control
          kind={kind}
          label={label}
          levels={levels}
          value={settings[key]}
          onChange={(value) => onChange({ ...settings, [key]: value })}
        />
        <div className="setting-example">{exampleOf(key, settings)}</div>
      </div>
    </section>
  );
}
