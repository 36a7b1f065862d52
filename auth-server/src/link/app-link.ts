import type { AppRequest } from "./app-request.ts";

/** How a page that asks is talked to. */
export interface AppLink {
  /** Has a listener told of the request. Returns what ends it. */
  listen(onRequest: (request: AppRequest) => void): () => void;
}
