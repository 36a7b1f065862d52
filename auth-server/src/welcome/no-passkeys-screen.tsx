import { CopyButton } from "../ui/copy-button.tsx";
import { Screen } from "../ui/screen.tsx";

/** Says that nothing can be done here, and where it can: apps' built-in browsers have no passkeys. */
export function NoPasskeysScreen() {
  return (
    <Screen>
      <h1>This browser has no passkeys.</h1>
      <p className="soft">
        Your account is opened with a passkey, and a browser inside another app often has none. Open this page
        in your phone’s own browser: in the menu of the app you are in, look for “Open in browser”.
      </p>
      <p className="whole">
        <span className="mono">{window.location.origin}</span>{" "}
        <CopyButton text={window.location.origin} what="this page’s address" />
      </p>
    </Screen>
  );
}
