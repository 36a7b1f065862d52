// Ways to the auth server: a window of its own, or a redirect.

export type { Communicator, Message, MessageID } from "./communicator.js";
export { PopupCommunicator, type PopupConfigMessage, type PopupOptions } from "./popup-communicator.js";
export type { PopupHost, PopupWindow, Timers } from "./popup-environment.js";
export type { PopupPlacement, PositionCalculator } from "./popup-features.js";
export {
  RedirectCommunicator,
  type RedirectOptions,
  type RedirectTab,
  type ReturnedRequest,
} from "./redirect-communicator.js";
