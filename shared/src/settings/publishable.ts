import { pathText } from '../errors/pathText';
import { forbiddenIn } from '../texts/forbidden';
import { PLATFORM_SETTINGS, type PlatformSettings } from './platformSettings';
import { platformSettingsSchema } from './schema';

/** The core takes any depth of a team; more than two levels are not published. SPEC section 12. */
const DEEPEST_TEAM = 2;

/** One thing that keeps settings from being published: where (`referral.directRatio`) and what. */
export interface SettingsProblem {
  readonly path: string;
  readonly problem: string;
}

/** Settings that may be published, or all that is wrong with them. */
export type CheckedSettings =
  | { readonly settings: PlatformSettings; readonly problems: readonly [] }
  | { readonly settings: null; readonly problems: readonly SettingsProblem[] };

const TEXT_KEYS = PLATFORM_SETTINGS.flatMap((row) => (row.kind === 'text' ? [row.key] : []));

function problemsOf(settings: PlatformSettings): SettingsProblem[] {
  const texts = TEXT_KEYS.flatMap((key) =>
    forbiddenIn(settings[key]).map((phrase) => ({ path: key, problem: `不得使用「${phrase}」一类的表述` })),
  );
  if (settings.team.maxDepth <= DEEPEST_TEAM) return texts;
  return [...texts, { path: 'team.maxDepth', problem: `团队级差最多 ${DEEPEST_TEAM} 级` }];
}

/** Parses settings and judges them, but for what they cost: that depends on the catalogue (the margin guard). */
export function checkSettings(given: unknown): CheckedSettings {
  const parsed = platformSettingsSchema.safeParse(given);
  const problems = parsed.success
    ? problemsOf(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({
        path: pathText(path, 'settings'),
        problem: message,
      }));
  return parsed.success && problems.length === 0
    ? { settings: parsed.data, problems: [] }
    : { settings: null, problems };
}
