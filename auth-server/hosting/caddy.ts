import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { SETTINGS, type HostWriter } from "./host-file.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/** Writes what a site of a Caddyfile imports. Caddy sets headers before it rewrites, by the path that is asked for. */
export const caddy: HostWriter = (headers) => {
  const lines = [
    "# To be imported in the site's block, beside its root.",
    "header {",
    ...Object.entries(headers).map(([name, value]) => `\t${name} "${value}"`),
    "}",
    `@kept path ${HASHED_FILES}*`,
    `header @kept Cache-Control "${KEPT}"`,
    `@asked not path ${HASHED_FILES}*`,
    `header @asked Cache-Control "${ASKED_AGAIN}"`,
    `@page path ${PAGE_PATHS.join(" ")}`,
    "rewrite @page /index.html",
    "file_server",
  ];
  return { path: `${SETTINGS}/site.caddy`, text: `${lines.join("\n")}\n` };
};
