/** Completes what an app says of itself with what its page says. */
export function completeMetadata(metadata: Partial<AppMetadata> = {}): AppMetadata {
  const page =
    typeof document === "undefined"
      ? ""
      : document.title || (globalThis.location as Location | undefined)?.hostname;
  return { name: page || "An app without a name", icon: null, configData: {}, ...metadata };
}

/** What an app says of itself; the auth server shows it as the app's claim. */
export interface AppMetadata {
  name: string;
  icon: string | null;
  configData: Record<string, string | number | boolean>;
}
