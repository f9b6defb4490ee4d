import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { generatedId, json, text, time } from './attributes';

/** A published version of the platform's settings. It is in force from `publishedAt` until the next one is. */
export interface SettingsVersionRow extends Model<
  InferAttributes<SettingsVersionRow>,
  InferCreationAttributes<SettingsVersionRow>
> {
  id: CreationOptional<string>;
  settings: PlatformSettings;
  note: string;
  publishedBy: string;
  publishedAt: Date;
}

export const defineSettingsVersions = (sequelize: Sequelize): ModelStatic<SettingsVersionRow> =>
  sequelize.define<SettingsVersionRow>('settings_versions', {
    id: generatedId,
    settings: json,
    note: text(255),
    publishedBy: text(64),
    publishedAt: time,
  });
