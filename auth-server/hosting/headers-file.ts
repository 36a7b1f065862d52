import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { SITE, type HostWriter } from "./host-file.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/**
 * Writes `_headers`, which Netlify and Cloudflare Pages read. Where two rules name one header they join the values, so no two
 * rules that fit one path do. Both answer `/confirm` with `confirm.html`.
 */
export const headersFile: HostWriter = (headers) => {
  const pages = ["/", ...PAGE_PATHS].flatMap((path) => (path === "/" ? [path] : [path, `${path}.html`]));
  const fresh = [...pages, "/index.html", "/chains.json"];
  const rules = [
    rule("/*", headers),
    rule(`${HASHED_FILES}*`, { "Cache-Control": KEPT }),
    ...fresh.map((path) => rule(path, { "Cache-Control": ASKED_AGAIN })),
  ];
  return { path: `${SITE}/_headers`, text: `${rules.join("\n")}\n` };
};

function rule(path: string, headers: Readonly<Record<string, string>>): string {
  return [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n");
}
