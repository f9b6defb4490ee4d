// The way in: `node scripts/bootstrap.mjs <command> [arguments]`. Plain JavaScript without dependencies, because it runs
// before anything is installed. It checks Node, brings the packages up to date and goes on in scripts/<command>.ts,
// in this same process, so that signals and the exit code need no forwarding.
import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import path from 'path';
import { fileURLToPath } from 'url';

/** The builds need one of these, or a newer one. */
const OLDEST_NODE = ['20.19', '22.12'];
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const COMMANDS = [
  'start',
  'dev',
  'reset',
  'test',
  'replay',
  'simulate',
  'bench',
  'check-books',
  'verify-proof',
  'operator',
  'torture',
];

function fail(message) {
  process.stderr.write(`\n✗ ${message}\n`);
  process.exit(1);
}

/** Do the installed packages have the versions of package-lock.json? npm notes what it installed when it is done. */
function packagesAreInstalled() {
  const note = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([folder, entry]) => {
    if (!folder.includes('node_modules/')) return true; // ours
    if (entry.optional && !installed[folder]) return true; // for another platform
    return installed[folder]?.version === entry.version && existsSync(path.join(ROOT, folder));
  });
}

function installPackages() {
  process.stderr.write('· Installing packages (npm ci), about a minute …\n');
  const begun = Date.now();
  const runByNpm = /npm-cli\.js$/.test(process.env.npm_execpath ?? '');
  const [program, ...first] = runByNpm ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const env = { ...process.env };
  delete env.NODE_ENV; // `production` would leave out what builds and tests need
  const options = ['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit'];
  const result = spawnSync(program, [...first, ...options], { cwd: ROOT, env, stdio: ['inherit', 2, 2] }); // stdout is for results
  if (result.error) fail(`npm could not be started: ${result.error.message}`);
  if (result.signal) process.exit(130);
  if (result.status !== 0) fail('The packages could not be installed: npm says why above.');
  process.stderr.write(`✓ Packages installed (${Math.round((Date.now() - begun) / 1000)} s)\n`);
}

/** A newer minor version of one of them, or a newer major version than all. */
function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const known = OLDEST_NODE.map((version) => version.split('.').map(Number));
  const same = known.find(([each]) => each === major);
  return same === undefined ? known.every(([each]) => major > each) : minor >= same[1];
}

const command = process.argv[2];
if (!nodeIsNewEnough()) {
  fail(
    `Node ${OLDEST_NODE.join(', or ')} or newer is needed; this is ${process.version}. See https://nodejs.org/`,
  );
}
if (!COMMANDS.includes(command)) fail(`Usage: node scripts/bootstrap.mjs ${COMMANDS.join('|')} [arguments]`);
if (!packagesAreInstalled()) installPackages();

process.chdir(ROOT);
process.argv.splice(1, 2, path.join(ROOT, 'scripts', `${command}.ts`));
const require = createRequire(import.meta.url);
require('tsx/cjs');
require(process.argv[1]);
