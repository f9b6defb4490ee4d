import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { LaunchOptions } from 'playwright-core';
import { canInstallPackages, distribution, installPackages, isPackage } from './apt';
import { firstExecutable, programFolders, run } from './processes';
import { ClearError, say } from './terminal';

/** Chromium without what only a window needs: the same pages for a fifth less of the processor's time. */
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'google-chrome-stable', 'google-chrome', 'chrome', 'chromium-browser'];

const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const FONT_PACKAGE = 'fonts-noto-cjk';

/**
 * The path of a Chromium or Chrome that runs here, with a font for Chinese: `CHROME_PATH`, an installed one, or, on Debian as
 * root, the distribution's package. Throws ClearError with what to do.
 */
export async function ensureBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const given = environment['CHROME_PATH'];
  if (given && !(await runs(given))) {
    throw new ClearError(
      `CHROME_PATH is ${given}, and \`${given} --version\` fails: no browser that runs here.`,
    );
  }
  const installed = given ?? (await findBrowser());
  const font = await hasChineseFont();
  if (installed && font) return installed;
  if (!canInstallPackages()) {
    if (!installed) throw new ClearError(noBrowser());
    say(`! No font for Chinese is installed: screenshots show boxes. Package: ${FONT_PACKAGE}`);
    return installed;
  }
  // Ubuntu's package only fetches a snap, which neither works as root nor in containers.
  if (!installed && distribution() === 'ubuntu') throw new ClearError(noBrowser());
  const browserPackage = installed ? [] : [(await isPackage(SHELL)) ? SHELL : 'chromium'];
  const missing = [...browserPackage, ...(font ? [] : [FONT_PACKAGE])];
  await installPackages(installed ? 'a font for Chinese' : 'a browser for the tests', missing);
  const browser = installed ?? (await findBrowser());
  if (browser) return browser;
  throw new ClearError(noBrowser());
}

/** How Playwright starts that browser: quiet on the network, and without the sandbox that root may not use. */
export function launchOptions(executablePath: string): LaunchOptions {
  return {
    executablePath,
    headless: true,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage', // containers give it 64 MB
    ],
  };
}

async function findBrowser(): Promise<string | undefined> {
  const folders = programFolders(['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']);
  const files = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  for (const file of [...files, ...MAC_APPLICATIONS]) {
    if (firstExecutable([file]) && (await runs(file))) return file;
  }
  return undefined;
}

/** Being there is not enough: Ubuntu's `chromium-browser` only says that a snap is needed. */
async function runs(file: string): Promise<boolean> {
  const { code, lines } = await run(file, ['--version']);
  return code === 0 && /chrom/i.test(lines.join(' '));
}

async function hasChineseFont(): Promise<boolean> {
  if (process.platform === 'darwin') return true; // part of the system
  const { code, lines } = await run('fc-list', [':lang=zh', 'family']);
  if (code === 0) return lines.some((line) => line.trim() !== '');
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((name) => /cjk|wqy|hei|song/i.test(String(name))),
  );
}

function noBrowser(): string {
  return `The tests need Chromium or Chrome, and none runs on this machine. Choose one:
  - install it, then run the command again:
      Debian    sudo apt-get install --no-install-recommends chromium ${FONT_PACKAGE}
      Ubuntu    https://www.google.com/chrome/ (its chromium package is a snap), and ${FONT_PACKAGE}
      Fedora    sudo dnf install chromium google-noto-sans-cjk-fonts
      macOS     brew install --cask google-chrome
  - name one that you have:
      CHROME_PATH=/path/to/chrome npm test`;
}
