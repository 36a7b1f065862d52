import { HostName } from "../ui/host-name.tsx";
import { appName } from "./app-row.tsx";
import type { App } from "./read-apps.ts";

/** Asks whether what an app may do is to be ended. */
export function EndQuestion({ app }: { readonly app: App }) {
  return (
    <>End what {app.origin === undefined ? "this app" : <HostName host={appName(app)} />} may do for you?</>
  );
}
