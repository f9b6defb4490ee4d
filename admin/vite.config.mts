import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the server runs while the console is worked on (`npm run dev` sets it). */
const server = process.env['DEV_SERVER'] ?? 'http://127.0.0.1:3000';
const handedOn = Object.fromEntries(['/api', '/pictures', '/uploads'].map((place) => [place, server]));

/**
 * Modules are split by the pages that use them, which would make some two hundred files: a page asked for fifty, and waited for each. What
 * is loaded at once is one file, and what so many pages have in common another one.
 */
const OFTEN = 30;
/** The library of charts comes by itself, after the page. */
const NO_CHARTS = /^(?!.*node_modules\/(echarts|zrender)\/)/;

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    // The content security policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Hexadecimal, as the web server knows files that never change by.
    rolldownOptions: {
      output: {
        hashCharacters: 'hex',
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'often', minShareCount: OFTEN, test: NO_CHARTS },
          ],
        },
      },
    },
    // What is loaded at once is measured by a test.
    chunkSizeWarningLimit: 1_500,
  },
  server: { port: Number(process.env['DEV_CONSOLE_PORT'] ?? 5173), strictPort: true, proxy: handedOn },
});
