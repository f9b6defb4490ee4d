import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { Confirmation } from '@paifan/shared/settings/confirmations';
import { generatedId, idOrNull, json, jsonOrNull, text, time, timeOrNull } from './attributes';

/** A published version of the platform's settings. It is in force from `publishedAt` until the next one is, unless it was cancelled before. */
export interface SettingsVersionRow extends Model<
  InferAttributes<SettingsVersionRow>,
  InferCreationAttributes<SettingsVersionRow>
> {
  id: CreationOptional<string>;
  settings: PlatformSettings;
  note: string;
  publishedBy: string;
  publishedAt: Date;
  /** Names of what does not fit its margin, and was let pass; null: nothing. */
  overruled: CreationOptional<readonly string[] | null>;
  /** When it was published or scheduled; null: when it came into force. */
  createdAt: CreationOptional<Date | null>;
  /** null: the shop itself. */
  operatorId: CreationOptional<OperatorId | null>;
  /** Rewards above zero that were confirmed expressly; null: none. */
  confirmed: CreationOptional<readonly Confirmation[] | null>;
  /** Rolled back to the content of this version. */
  copiedFromId: CreationOptional<string | null>;
  cancelledAt: CreationOptional<Date | null>;
  cancelledById: CreationOptional<OperatorId | null>;
}

export const defineSettingsVersions = (sequelize: Sequelize): ModelStatic<SettingsVersionRow> =>
  sequelize.define<SettingsVersionRow>('settings_versions', {
    id: generatedId,
    settings: json,
    note: text(255),
    publishedBy: text(64),
    publishedAt: time,
    overruled: jsonOrNull,
    createdAt: timeOrNull,
    operatorId: idOrNull,
    confirmed: jsonOrNull,
    copiedFromId: idOrNull,
    cancelledAt: timeOrNull,
    cancelledById: idOrNull,
  });
