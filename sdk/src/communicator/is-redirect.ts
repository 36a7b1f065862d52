import type { Communicator } from "./communicator.js";
import type { RedirectCommunicator } from "./redirect-communicator.js";

/** Says whether messages travel by redirect; by what it can do, so that its class need not be loaded. */
export function isRedirect(communicator: Communicator): communicator is RedirectCommunicator {
  return "takeReturned" in communicator;
}
