import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { SITE, type HostWriter } from "./host-file.ts";
import { listedHeaders } from "./listed-headers.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/** Writes `vercel.json`, which Vercel reads in the folder that is deployed. */
export const vercel: HostWriter = (headers) => {
  const settings = {
    headers: [
      { source: "/(.*)", headers: listedHeaders(headers) },
      { source: `${HASHED_FILES}(.*)`, headers: listedHeaders({ "Cache-Control": KEPT }) },
      {
        source: `/((?!${HASHED_FILES.slice(1)}).*)`,
        headers: listedHeaders({ "Cache-Control": ASKED_AGAIN }),
      },
    ],
    rewrites: PAGE_PATHS.map((source) => ({ source, destination: "/index.html" })),
  };
  return { path: `${SITE}/vercel.json`, text: `${JSON.stringify(settings, null, 2)}\n` };
};
