import { createRoot } from "react-dom/client";
import "./ui/page.css";

/** Where apps open the popup; everything else is the person's own page. */
const POPUP_PATH = /^\/confirm\/?$/;

async function start(): Promise<void> {
  // A framed page shows nothing: what is over it could lie about what is pressed.
  if (window.top !== window.self) return;
  const root = document.getElementById("root");
  if (!root) return;
  const { App } = POPUP_PATH.test(window.location.pathname)
    ? await import("./popup/popup-app.tsx")
    : await import("./site/site-app.tsx");
  createRoot(root).render(<App />);
}

void start();
