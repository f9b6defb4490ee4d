/** What a part of the test run must wait for. */
export type Need = 'database' | 'browser' | 'h5' | 'weapp' | 'admin';

export interface Project {
  /** The folder that holds jest.config.js and tsconfig.json. */
  name: string;
  needs: readonly Need[];
  /** Journeys keep the cores busy by themselves, with browser, server and database: one at a time. */
  alone?: boolean;
  /** Run in so many pieces, of which the later ones fill what the shorter projects leave free. */
  pieces?: number;
}

/** All test projects. On few cores the run begins what is ready in this order: what takes longest first. */
export const PROJECTS: readonly Project[] = [
  { name: 'e2e', needs: ['database', 'browser', 'h5', 'weapp', 'admin'], alone: true },
  { name: 'server', needs: ['database'], pieces: 3 },
  { name: 'shared', needs: [] },
  { name: 'miniapp', needs: [] },
  { name: 'scripts', needs: ['database', 'browser', 'admin'] },
];

/** Folders without tests of their own, whose types are checked with the whole run. */
export const TYPES_ONLY: readonly string[] = ['bench', 'admin'];

export interface Selection {
  projects: readonly Project[];
  /** Passed on to jest. */
  jestArguments: readonly string[];
  /** The person looks for some tests only: finding none in a project is no failure, and types are not checked. */
  narrowed: boolean;
}

/** `npm test -- shared server -t name`: first names of projects (none: all of them), then arguments for jest. */
export function readSelection(args: readonly string[]): Selection {
  const isProject = (arg: string): boolean => PROJECTS.some(({ name }) => name === arg);
  const end = args.findIndex((arg) => !isProject(arg));
  const names = end < 0 ? args : args.slice(0, end);
  const jestArguments = end < 0 ? [] : args.slice(end);
  const projects = names.length === 0 ? PROJECTS : PROJECTS.filter(({ name }) => names.includes(name));
  return { projects, jestArguments, narrowed: jestArguments.length > 0 };
}
