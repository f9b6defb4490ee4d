import { ensureBrowser } from '../browser';
import { type BuildTarget, ensureBuilt } from '../build';
import { ensureDatabase } from '../database';
import { ClearError } from '../terminal';
import { failure, type Outcome, SUCCESS } from './outcome';
import { checkTypes, runPiece, type Piece } from './parts';
import { PROJECTS, TYPES_ONLY, type Need, type Project, type Selection } from './projects';
import type { Job } from './queue';

/** What a need gives to the tests' environment; undefined when it could not be set up, which was said. */
type Provision = NodeJS.ProcessEnv | undefined;

export interface TestPlan {
  /** In the order in which they begin, as far as they are ready. */
  jobs: readonly Job<Outcome>[];
  /** Ends what was set up for the tests. */
  cleanUp: () => Promise<void>;
}

const BUILDS: readonly BuildTarget[] = ['h5', 'weapp', 'admin'];

/**
 * Begins to set up what the selected projects need, and says what is then to be done: the builds, which only the journeys
 * wait for; the projects; the types.
 */
export function planTests(selection: Selection, stopped: () => boolean): TestPlan {
  const needed = new Set(selection.projects.flatMap(({ needs }) => needs));
  const setUp = (need: Need, work: () => Promise<NodeJS.ProcessEnv>): Promise<Provision> =>
    needed.has(need) ? provide(work, stopped) : Promise.resolve({});

  let release = (): Promise<void> => Promise.resolve();
  const builds = BUILDS.map((target) => ({ target, ...buildJob(target, stopped) }));
  const builtOf = (wanted: BuildTarget): Promise<Provision> =>
    builds.find(({ target }) => target === wanted)?.built ?? Promise.resolve(undefined);
  const provisions: Record<Need, Promise<Provision>> = {
    database: setUp('database', async () => {
      const database = await ensureDatabase();
      release = database.stop;
      return { TEST_DATABASE_URL: database.url };
    }),
    browser: setUp('browser', async () => ({ CHROME_PATH: await ensureBrowser() })),
    h5: builtOf('h5'),
    weapp: builtOf('weapp'),
    admin: builtOf('admin'),
  };

  const projects = selection.projects.flatMap((project) =>
    piecesOf(project, selection).map((piece) => projectJob(piece, selection, provisions, stopped)),
  );
  const types = typesToCheck(selection).map((name) => ready(() => checkTypes(name)));
  return {
    jobs: [...builds.filter(({ target }) => needed.has(target)).map(({ job }) => job), ...projects, ...types],
    cleanUp: async () => {
      await provisions.database;
      await release();
    },
  };
}

function typesToCheck({ narrowed, projects }: Selection): string[] {
  if (narrowed) return [];
  const names = projects.map(({ name }) => name);
  return projects.length === PROJECTS.length ? [...names, ...TYPES_ONLY] : names;
}

/** A run that looks for some tests only stays whole: most pieces would be empty. */
export function piecesOf(project: Project, { narrowed }: Pick<Selection, 'narrowed'>): Piece[] {
  const of = narrowed ? 1 : (project.pieces ?? 1);
  return Array.from({ length: of }, (_, index) => ({ project, number: index + 1, of }));
}

function projectJob(
  piece: Piece,
  selection: Selection,
  provisions: Record<Need, Promise<Provision>>,
  stopped: () => boolean,
): Job<Outcome> {
  const { project } = piece;
  const set = Promise.all(project.needs.map((need) => provisions[need]));
  const work = async (): Promise<Outcome> => {
    const provided = await set;
    if (provided.includes(undefined))
      return failure(`${project.name}: not run, what it needs is missing (see above)`);
    if (stopped()) return failure(`${project.name}: stopped`);
    return runPiece(piece, selection, Object.assign({}, ...provided) as NodeJS.ProcessEnv);
  };
  return { ready: set, work };
}

function buildJob(
  target: BuildTarget,
  stopped: () => boolean,
): { job: Job<Outcome>; built: Promise<Provision> } {
  let tell: (result: Provision) => void;
  const built = new Promise<Provision>((resolve) => (tell = resolve));
  const job = ready(async () => {
    const result = await provide(() => ensureBuilt(target).then(() => ({})), stopped);
    tell(result);
    return result ? SUCCESS : failure(`the build for ${target} failed (see above)`);
  });
  return { job, built };
}

function ready(work: () => Promise<Outcome>): Job<Outcome> {
  return { ready: Promise.resolve(), work };
}

/** Says at once why something could not be set up; the tests that do not need it go on. */
async function provide(work: () => Promise<NodeJS.ProcessEnv>, stopped: () => boolean): Promise<Provision> {
  try {
    return await work();
  } catch (error) {
    if (!stopped()) {
      const stack = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`\n✗ ${error instanceof ClearError ? error.message : stack}\n\n`);
    }
    return undefined;
  }
}
