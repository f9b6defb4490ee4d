import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { TitledFinding } from '../../usecases/settings/marginTitles';
import type {
  DraftCheck,
  FullVersion,
  ListedVersion,
  SettingsNow,
  Version,
} from '../../usecases/settings/settingsVersions';
import { instant } from './texts';

type VersionView = ResponseOf<'POST /api/admin/settings/versions'>;
type ListedVersionView = ResponseOf<'GET /api/admin/settings/versions'>['items'][number];
type FullVersionView = ResponseOf<'GET /api/admin/settings/versions/:id'>;
type SettingsNowView = ResponseOf<'GET /api/admin/settings'>;
type DraftCheckView = ResponseOf<'POST /api/admin/settings/check'>;
type FindingView = DraftCheckView['findings'][number];

export const presentVersion = ({ row, state }: Version): VersionView => ({
  id: row.id,
  note: row.note,
  publishedBy: row.publishedBy,
  operatorId: row.operatorId,
  publishedAt: instant(row.createdAt ?? row.publishedAt),
  inForceFrom: instant(row.publishedAt),
  state,
  overruled: [...(row.overruled ?? [])],
  confirmed: [...(row.confirmed ?? [])],
  copiedFrom: row.copiedFromId,
});

export const presentListedVersion = (version: ListedVersion): ListedVersionView => ({
  ...presentVersion(version),
  overruledTitles: [...version.overruledTitles],
});

export const presentFullVersion = (version: FullVersion): FullVersionView => ({
  ...presentVersion(version),
  settings: version.settings,
});

export const presentSettingsNow = ({ inForce, scheduled, latestVersion }: SettingsNow): SettingsNowView => ({
  inForce: presentFullVersion(inForce),
  scheduled: scheduled.map(presentVersion),
  latestVersion,
});

const presentFinding = ({ name, title, terms, sum, margin, over }: TitledFinding): FindingView => ({
  ...{ name, title, terms: [...terms], sum, margin, over },
});

export const presentDraftCheck = ({
  problems,
  confirmationsNeeded,
  findings,
  changes,
}: DraftCheck): DraftCheckView => ({
  problems: [...problems],
  confirmationsNeeded: [...confirmationsNeeded],
  findings: findings.map(presentFinding),
  changes: [...changes],
});
