import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');

/** The built mini-program for WeChat. */
export const WEAPP_DIST = path.join(ROOT, 'miniapp/dist/weapp');
/** The built mini-program for the web. */
export const H5_DIST = path.join(ROOT, 'miniapp/dist/h5');
/** Where screenshots are kept; outside git. */
export const ARTIFACTS_DIR = path.resolve(process.env['ARTIFACTS_DIR'] ?? path.join(ROOT, 'artifacts'));
/** The built consoles. */
export const ADMIN_DIST = path.join(ROOT, 'admin/dist');
