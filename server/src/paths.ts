import path from 'node:path';

/** The folder that holds package.json, config/, sql/, miniapp/ and .local/; known from any working directory. */
export const PROJECT_ROOT = path.resolve(__dirname, '../..');
export const CONFIG_DIRECTORY = path.join(PROJECT_ROOT, 'config');
/** Which environment variable gives which setting. */
export const ENVIRONMENT_NAMES = path.join(CONFIG_DIRECTORY, 'custom-environment-variables.json');
/** The web build of the mini-program, as the web server hands it out. */
export const WEB_BUILD = path.join(PROJECT_ROOT, 'miniapp/dist/h5');
/** The consoles. */
export const CONSOLE_BUILD = path.join(PROJECT_ROOT, 'admin/dist');
/** Plans of the simulator that are shipped. */
export const PLANS = path.join(PROJECT_ROOT, 'shared/plans');
export const PICTURES = path.join(PROJECT_ROOT, 'server/pictures');

/** Paths in settings are relative to the project's folder. */
export const fromRoot = (file: string): string => path.resolve(PROJECT_ROOT, file);
