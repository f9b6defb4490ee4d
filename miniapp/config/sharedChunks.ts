import type { Chunk, ChunkGraph, Module } from 'webpack';

/** The page with which the shop mostly opens. */
const FIRST_PAGE = /[\\/]src[\\/]pages[\\/]home[\\/]index\.tsx$/;

const isFirstPage = (module: Module): boolean => FIRST_PAGE.test(module.nameForCondition() ?? '');

const opensFirstPage = (chunk: Chunk, graph: ChunkGraph): boolean =>
  [...graph.getChunkModulesIterable(chunk)].some(isFirstPage);

/**
 * Pages load one by one, and what several of them use is loaded once: in `first` what the first page needs too, in `shared` what it
 * does not. So nobody waits for the picture gallery of a product before there is a product to choose.
 */
export const sharedChunks = {
  first: {
    ...{ name: 'first', chunks: 'async', minChunks: 2, priority: 6 },
    test: (module: Module, { chunkGraph }: { chunkGraph: ChunkGraph }): boolean =>
      [...chunkGraph.getModuleChunksIterable(module)].some((chunk) => opensFirstPage(chunk, chunkGraph)),
  },
  shared: { name: 'shared', chunks: 'async', minChunks: 2, priority: 5 },
};
