import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { SITE, type HostWriter } from "./host-file.ts";
import { listedHeaders } from "./listed-headers.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/** Writes `firebase.json`, which Firebase reads in the folder that is deployed. It goes by the path that is asked for, not by what that is rewritten to. */
export const firebase: HostWriter = (headers) => {
  const settings = {
    hosting: {
      public: ".",
      ignore: ["firebase.json", "vercel.json", "_headers", "**/.*"],
      headers: [
        { source: "**", headers: listedHeaders(headers) },
        { source: `${HASHED_FILES}**`, headers: listedHeaders({ "Cache-Control": KEPT }) },
        ...["/", "/index.html", "/chains.json", ...PAGE_PATHS].map((source) => ({
          source,
          headers: listedHeaders({ "Cache-Control": ASKED_AGAIN }),
        })),
      ],
      rewrites: PAGE_PATHS.map((source) => ({ source, destination: "/index.html" })),
    },
  };
  return { path: `${SITE}/firebase.json`, text: `${JSON.stringify(settings, null, 2)}\n` };
};
