import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const subPackage = z.object({ root: z.string(), pages: z.array(z.string()) });

const appJsonSchema = z.object({
  pages: z.array(z.string()).min(1),
  subPackages: z.array(subPackage).optional(),
  subpackages: z.array(subPackage).optional(),
  requiredPrivateInfos: z.array(z.string()).default([]),
  tabBar: z.object({ list: z.array(z.object({ pagePath: z.string() })) }).optional(),
});

export interface Bundle {
  dist: string;
  /** Every page, without a leading slash; the first is the one that opens. */
  pages: readonly string[];
  tabs: ReadonlySet<string>;
  /** What of the person's own it says that it asks for. */
  privateInfos: readonly string[];
  /** The folders of the packages that are loaded on their own. */
  subPackageRoots: readonly string[];
}

/** Reads the built program. @throws Error when it is not built. */
export function readBundle(dist: string): Bundle {
  const file = path.join(dist, 'app.json');
  if (!existsSync(file))
    throw new Error(`${file} is missing: build it with \`npm run build:weapp -w miniapp\`.`);
  const app = appJsonSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const subPackages = [...(app.subPackages ?? []), ...(app.subpackages ?? [])];
  const trimmed = (root: string) => root.replace(/^\/|\/$/g, '');
  return {
    dist,
    pages: [
      ...app.pages,
      ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${trimmed(root)}/${page}`)),
    ],
    tabs: new Set(app.tabBar?.list.map(({ pagePath }) => pagePath) ?? []),
    privateInfos: app.requiredPrivateInfos,
    subPackageRoots: subPackages.map(({ root }) => trimmed(root)),
  };
}
