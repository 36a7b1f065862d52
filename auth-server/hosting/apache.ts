import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { SITE, type HostWriter } from "./host-file.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/**
 * Writes `.htaccess` for Apache with mod_headers and mod_rewrite. Without them every request is an error: nothing is ever served
 * without its headers. A file that is missing is not kept.
 */
export const apache: HostWriter = (headers) => {
  const set = (name: string, value: string) => `Header always set ${name} "${value}"`;
  const lines = [
    "Options -Indexes -MultiViews",
    ...Object.entries({ ...headers, "Cache-Control": ASKED_AGAIN }).map(([name, value]) => set(name, value)),
    `<If "%{REQUEST_URI} =~ m#^${HASHED_FILES}#">`,
    `  ${set("Cache-Control", KEPT)} "expr=%{REQUEST_STATUS} -lt 400"`,
    "</If>",
    "RewriteEngine On",
    ...PAGE_PATHS.map((path) => `RewriteRule ^${path.slice(1)}$ index.html [END]`),
  ];
  return { path: `${SITE}/.htaccess`, text: `${lines.join("\n")}\n` };
};
