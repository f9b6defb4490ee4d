import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { exampleOf } from '@paifan/shared/settings/examples';
import type {
  PLATFORM_SETTINGS,
  PlatformSettings,
  SETTING_LIST,
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
  const { key, label, kind, default: byDefault }: SettingRow<Row['key']> = row;
  return (
    <SettingSection
      row={row}
      byDefault={kindText(kind, byDefault)}
      isChanged={isChanged}
      example={exampleOf(key, settings)}
    >
      <Control
        kind={kind}
        label={label}
        levels={levels}
        value={settings[key]}
        onChange={(value) => onChange({ ...settings, [key]: value })}
      />
    </SettingSection>
  );
}

/** What every setting of the list shows, whatever it is set by. */
export const SettingSection = ({
  row: { number, key, label, help },
  byDefault,
  isChanged = false,
  example,
  children,
}: {
  row: (typeof SETTING_LIST)[number];
  byDefault: string;
  isChanged?: boolean;
  example: string;
  children: ReactNode;
}) => (
  <section className="setting" id={`setting-${key}`} aria-label={label}>
    <div className="setting-meaning">
      <strong>
        {number === null ? '' : `${number}. `}
        {label}
      </strong>
      {isChanged ? <Tag color="processing">已改动</Tag> : null}
      <div className="quiet">{help}</div>
      <div className="quiet">默认：{byDefault}</div>
    </div>
    <div className="setting-control">
      {children}
      <div className="setting-example">{example}</div>
    </div>
  </section>
);
