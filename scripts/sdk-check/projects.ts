import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Finding } from "./finding.js";
import { MODULES } from "./folders.js";
import { importName, type PackedSdk } from "./pack.js";
import { makeProject, type WagmiCore } from "./project.js";
import { runNode } from "./run.js";

const REACT = ["react", "react-dom", "wagmi", "@tanstack/react-query"];

/** An app's code: the lines from the brief. */
const APP = `
import { connect, createConfig, http } from "@wagmi/core";
import { parseEther } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import { zksyncSsoConnector } from "@zksync-sso/sdk/connector";

const transferRecipient = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const zksyncConnector = zksyncSsoConnector({
  session: {
    feeLimit: parseEther("0.1"),
    transfers: [
      {
        to: transferRecipient,
        valueLimit: parseEther("0.1"),
      },
    ],
  },
});
const config = createConfig({
  chains: [zksyncInMemoryNode],
  connectors: [zksyncConnector],
  transports: { [zksyncInMemoryNode.id]: http() },
});
`;

/** Imports every path in an empty Node project. */
export function checkNodeProject(sdk: PackedSdk, folder: string): Finding {
  const lines = sdk.paths.map(
    (path) => `counts.push(Object.keys(await import("${importName(path)}")).length);`,
  );
  const program = `const counts = [];\n${lines.join("\n")}\nif (counts.includes(0)) throw new Error("empty");\nconsole.log(counts.length);`;
  makeProject(sdk, folder, ["viem", ...REACT], { "app.js": program });
  const { succeeded, output } = runNode(["app.js"], folder);
  const holds = succeeded && output === String(sdk.paths.length);
  return { name: "an empty Node project", holds, figure: holds ? `${output} paths imported` : output };
}

/** Renders a page on a server: connector, provider and hooks without a window. */
export function checkServerRendering(sdk: PackedSdk, folder: string): Finding {
  const program = `
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { WagmiProvider } from "wagmi";
import { useRequestSession, useSession, useSessionLimits } from "@zksync-sso/sdk/react";
import { announceProvider, WalletProvider } from "@zksync-sso/sdk";
${APP}
if (typeof window !== "undefined") throw new Error("this is no server");
announceProvider(new WalletProvider({ metadata: undefined, chains: [zksyncInMemoryNode] }));
function Page() {
  const [session, limits, { isPending }] = [useSession(), useSessionLimits(), useRequestSession()];
  return createElement("p", null, String(session), String(limits.limits), String(isPending));
}
const query = createElement(QueryClientProvider, { client: new QueryClient() }, createElement(Page));
console.log(renderToString(createElement(WagmiProvider, { config }, query)));
void connect;
`;
  makeProject(sdk, folder, ["viem", ...REACT], { "app.js": program });
  const { succeeded, output } = runNode(["app.js"], folder);
  const holds = succeeded && output.includes("undefined") && output.includes("false");
  return { name: "a server-rendered page", holds, figure: holds ? "rendered without a window" : output };
}

/** Builds an empty Vite app with wagmi, and runs the result in a page without a browser. */
export function checkViteApp(sdk: PackedSdk, folder: string, wagmiCore: WagmiCore): Finding {
  const name = `a Vite app with @wagmi/core ${wagmiCore}`;
  const app = `${APP}
console.log(config.connectors.map(({ id, type, name }) => [id, type, name].join(" ")).join());
document.querySelector("button").addEventListener("click", () => connect(config, { connector: config.connectors[0] }).catch(() => undefined));
document.querySelector("button").click();
`;
  const runner = `
import { Window } from "happy-dom";
import { readdirSync } from "node:fs";
const window = new Window({ url: "https://app.example" });
window.document.body.innerHTML = "<button></button>";
window.open = (url) => (console.log(new URL(url).searchParams.get("origin")), null);
for (const name of ["window", "document", "CustomEvent", "Event", "MutationObserver"])
  Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name], configurable: true });
const [script] = readdirSync("dist/assets").filter((name) => name.endsWith(".js") && name.startsWith("index"));
await import("./dist/assets/" + script);
await new Promise((resolve) => setImmediate(resolve));
process.exit(0);
`;
  const html = '<!doctype html><button>Connect</button><script type="module" src="/app.js"></script>';
  const files = { "index.html": html, "app.js": app, "run.js": runner };
  makeProject(sdk, folder, ["viem", "vite", "happy-dom"], files, wagmiCore);
  const built = runNode([join(MODULES, "vite/bin/vite.js"), "build", "--logLevel", "warn"], folder);
  if (!built.succeeded) return { name, holds: false, figure: built.output };
  const ran = runNode(["run.js"], folder);
  const expected = "zksync-sso zksync-sso ZKsync SSO\nhttps://app.example";
  if (!ran.succeeded || ran.output !== expected) return { name, holds: false, figure: ran.output };
  const assets = join(folder, "dist/assets");
  const bytes = readdirSync(assets).reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(assets, file))).length,
    0,
  );
  return { name, holds: true, figure: `built and run, ${kilobytes(bytes)} gzip with viem and @wagmi/core` };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
