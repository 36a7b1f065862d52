import { apache } from "./apache.ts";
import { caddy } from "./caddy.ts";
import { firebase } from "./firebase.ts";
import { headersFile } from "./headers-file.ts";
import type { HostFile } from "./host-file.ts";
import { nginx } from "./nginx.ts";
import { securityHeaders } from "./security-headers.ts";
import { vercel } from "./vercel.ts";

const WRITERS = [headersFile, vercel, firebase, nginx, caddy, apache];

/** Writes the file of each host that is known, for a page that talks to the given chains' nodes. */
export function hostFiles(rpcUrls: readonly string[]): HostFile[] {
  const headers = securityHeaders(rpcUrls);
  return WRITERS.map((write) => write(headers));
}
