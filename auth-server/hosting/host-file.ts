import type { Headers } from "./security-headers.ts";

/** A file by which a host is told how to serve the page. */
export interface HostFile {
  /** Where it belongs, from the auth server's folder. */
  readonly path: string;
  readonly text: string;
}

/** Writes a host's file. */
export type HostWriter = (headers: Headers) => HostFile;

/** The folder that is served. */
export const SITE = "dist";

/** The folder of files that are read by servers, and served to nobody. */
export const SETTINGS = "hosting/dist";
