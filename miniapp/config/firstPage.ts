import type { Chunk, ChunkGraph, Compilation, Module } from 'webpack';

/** The page with which the shop mostly opens. */
const FIRST_PAGE = /[\\/]src[\\/]pages[\\/]home[\\/]index\.tsx$/;

const isFirstPage = (module: Module): boolean => FIRST_PAGE.test(module.nameForCondition() ?? '');

/** Does the first page itself lie in this chunk? */
export const opensFirstPage = (chunk: Chunk, graph: ChunkGraph): boolean =>
  [...graph.getChunkModulesIterable(chunk)].some(isFirstPage);

/**
 * What the first page consists of, for `src/index.html`: so the browser asks for it together with the program, and not only when the
 * program has come and asks for its page.
 * @returns addresses, by how the document names them
 */
export function firstPageFiles(compilation: Compilation): { scripts: string[]; styles: string[] } {
  const group = compilation.chunkGroups.find(
    (each) => !each.isInitial() && each.chunks.some((chunk) => opensFirstPage(chunk, compilation.chunkGraph)),
  );
  if (group === undefined)
    throw new Error('No chunk holds the first page: see FIRST_PAGE in config/firstPage.ts.');
  const files = group.chunks.flatMap((chunk) => [...chunk.files]).map((file) => `/${file}`);
  return {
    scripts: files.filter((file) => file.endsWith('.js')),
    styles: files.filter((file) => file.endsWith('.css')),
  };
}
