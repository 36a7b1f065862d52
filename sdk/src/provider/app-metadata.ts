import { LONGEST_APP_NAME } from "../messages/longest-app-name.js";
import { defined } from "./hex-numbers.js";

/** Completes what an app says of itself with what its page says: of a long title, as much as an auth server takes. */
export function completeMetadata(metadata: Partial<AppMetadata> = {}): AppMetadata {
  const page =
    typeof document === "undefined"
      ? ""
      : document.title || (globalThis.location as Location | undefined)?.hostname;
  const name = page?.slice(0, LONGEST_APP_NAME) || "An app without a name";
  return { name, icon: null, configData: {}, ...defined(metadata) };
}

/** What an app says of itself; the auth server shows it as the app's claim. */
export interface AppMetadata {
  name: string;
  icon: string | null;
  configData: Record<string, string | number | boolean>;
}
