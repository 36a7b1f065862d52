import type { AppMetadata } from "./provider-interface.js";

/** Completes what an app says of itself with what its page says. */
export function completeMetadata(metadata: Partial<AppMetadata> = {}): AppMetadata {
  const page =
    typeof document === "undefined"
      ? ""
      : document.title || (globalThis.location as Location | undefined)?.hostname;
  return { name: page || "An app without a name", icon: null, configData: {}, ...metadata };
}
