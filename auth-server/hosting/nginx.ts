import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { SETTINGS, type HostWriter } from "./host-file.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/**
 * Writes what a `server` block of nginx includes. A location that adds a header inherits none, so that each has all of them;
 * `always` is for answers that are errors, too: all headers but that a file is kept, which one that is missing is not.
 */
export const nginx: HostWriter = (headers) => {
  const location = (match: string, files: string, cache: string) => [
    `location ${match} {`,
    `    try_files ${files} =404;`,
    ...Object.entries({ ...headers, "Cache-Control": cache }).map(
      ([name, value]) => `    add_header ${name} "${value}"${value === KEPT ? "" : " always"};`,
    ),
    "}",
    "",
  ];
  const lines = [
    "# To be included in the server block, beside its server_name, its certificate and the root.",
    "",
    ...["/", ...PAGE_PATHS].flatMap((path) => location(`= ${path}`, "/index.html", ASKED_AGAIN)),
    ...location(`^~ ${HASHED_FILES}`, "$uri", KEPT),
    ...location("/", "$uri", ASKED_AGAIN),
  ];
  return { path: `${SETTINGS}/nginx.conf`, text: lines.join("\n") };
};
