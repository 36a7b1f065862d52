import "./ui/page.css";
import { showPage } from "./ui/show-page.tsx";

/** The pages by their paths, each loaded only where it is opened; everything else is the person's own page. */
const PAGES = [
  // Apps open this one.
  [/^\/confirm\/?$/, () => import("./popup/popup-app.tsx")],
  [/^\/recover\/?$/, () => import("./recovery/recovery-app.tsx")],
  [/^\/guard\/?$/, () => import("./guard/guard-app.tsx")],
] as const;

async function start(): Promise<void> {
  // A framed page shows nothing: what is over it could lie about what is pressed.
  if (window.top !== window.self) return;
  const root = document.getElementById("root");
  if (!root) return;
  const [, load] = PAGES.find(([path]) => path.test(window.location.pathname)) ?? [];
  await showPage(root, load ?? (() => import("./site/site-app.tsx")));
}

void start();
