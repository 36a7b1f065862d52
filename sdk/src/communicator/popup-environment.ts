import { NoWindowError } from "../errors/communicator-errors.js";
import { hasPage } from "./has-page.js";
import { openerPolicyOf } from "./opener-policy.js";

/** A window as far as its opener may touch it. */
export type PopupWindow = Pick<Window, "close" | "closed" | "focus" | "postMessage">;

/** The page that opens the popup. */
export interface PopupHost {
  readonly origin: string;
  /** Opens a window, or returns null if the browser does not let it. */
  open(url: string, name: string, features: string): PopupWindow | null;
  onMessage(listener: (event: Pick<MessageEvent, "data" | "origin" | "source">) => void): void;
  /** Where the page's window is on the screen, in pixels. */
  readonly frame: { left: number; top: number; width: number; height: number };
  /** How much of the screen windows may take, from top to bottom, in pixels. */
  readonly screenHeight: number;
  /** The page's own Cross-Origin-Opener-Policy header, if it can be told. */
  openerPolicy(): Promise<string | undefined>;
}

/** Waiting: `setTimeout` and `clearTimeout`, which tests replace. Times in milliseconds. */
export interface Timers {
  set(callback: () => void, delay: number): unknown;
  clear(timer: unknown): void;
}

/** The machine's own timers. */
export const systemTimers: Timers = {
  set: (callback, delay) => setTimeout(callback, delay),
  clear: (timer) => {
    clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

/** @throws NoWindowError where there is no browser window */
export function browserHost(): PopupHost {
  if (!hasPage()) throw new NoWindowError();
  return {
    origin: window.location.origin,
    open: (url, name, features) => window.open(url, name, features),
    onMessage: (listener) => {
      window.addEventListener("message", listener);
    },
    frame: {
      left: window.screenX,
      top: window.screenY,
      width: window.outerWidth,
      height: window.outerHeight,
    },
    screenHeight: window.screen.availHeight,
    openerPolicy: () => openerPolicyOf(window),
  };
}
