import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { refuseCircles } from "./refuse-circles.ts";

const sdk = resolve(import.meta.dirname, "../sdk/src");

/** A static page: `npm run build -w auth-server` writes it to `dist/`. */
export default defineConfig({
  plugins: [react(), refuseCircles()],
  resolve: {
    alias: [{ find: /^@zksync-sso\/sdk\/(.+)$/, replacement: `${sdk}/$1/index.ts` }],
  },
  build: {
    target: "es2022",
    // The page's policy allows no data: addresses for fonts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What most pages share is in a few files, as each is a request: a page needs about a third fewer.
        codeSplitting: {
          groups: [
            { name: "shared", minShareCount: 4, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
          ],
        },
        // The bundler names such a file after all pages that need it.
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, "")}-[hash].js`,
      },
    },
  },
});
