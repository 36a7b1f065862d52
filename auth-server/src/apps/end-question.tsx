import { HostName } from "../ui/host-name.tsx";
import { appHost } from "./app-row.tsx";
import { endWords } from "./end-words.ts";
import type { App } from "./read-apps.ts";

/** Asks whether what apps may do is to be ended. */
export function EndQuestion({ apps }: { readonly apps: readonly App[] }) {
  const { before, host } = endWords(apps.map(appHost));
  return (
    <>
      {before}
      {host !== undefined && <HostName host={host} />} may do for you?
    </>
  );
}
