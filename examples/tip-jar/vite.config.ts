import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const sdk = resolve(import.meta.dirname, "../../sdk/src");

/** A static page. The alias is this project's: elsewhere, the SDK comes from its package. */
export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [{ find: /^@zksync-sso\/sdk\/(.+)$/, replacement: `${sdk}/$1/index.ts` }],
  },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
