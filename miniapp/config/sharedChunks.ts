import type { ChunkGraph, Module } from 'webpack';
import { opensFirstPage } from './firstPage';

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
