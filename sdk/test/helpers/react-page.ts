import { Window } from "happy-dom";
import type { ReactNode } from "react";

const GLOBALS = [
  "window",
  "navigator",
  "document",
  "HTMLElement",
  "HTMLIFrameElement",
  "Node",
  "Event",
  "MutationObserver",
] as const;

/** A page without a browser, in which to render components. Ends with `close`. */
export async function openReactPage() {
  const window = new Window({ url: "https://app.example" });
  const before = GLOBALS.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  const values: Record<string, unknown> = {
    ...Object.fromEntries(GLOBALS.map((name) => [name, window[name as keyof Window]])),
    window,
  };
  for (const name of GLOBALS)
    Object.defineProperty(globalThis, name, { value: values[name], configurable: true, writable: true });
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  const { act } = await import("react");
  const { createRoot } = await import("react-dom/client");
  const element = window.document.createElement("div");
  const root = createRoot(element as never);
  let isClosed = false;
  return {
    act,
    show: (node: ReactNode) =>
      act(async () => {
        root.render(node);
        await Promise.resolve();
      }),
    /** Lets the page work until a condition holds. */
    until: async (holds: () => boolean) => {
      while (!holds()) {
        // A test that has failed meanwhile goes on in vain.
        if (isClosed) throw new Error("The page was closed before it was so.");
        await act(() => new Promise((resolve) => setImmediate(resolve)));
      }
    },
    close: async () => {
      isClosed = true;
      await act(() => {
        root.unmount();
      });
      (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
      GLOBALS.forEach((name, i) => {
        const descriptor = before[i];
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
      });
      await window.happyDOM.close();
    },
  };
}
