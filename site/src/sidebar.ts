import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./repository.js";

/** A page, by its path on the site. */
interface SidebarPage {
  readonly text: string;
  readonly link: string;
}

/** Pages under one heading. */
interface SidebarGroup {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: readonly SidebarPage[];
}

const page = (text: string, link: string): SidebarPage => ({ text, link });

/** All pages, in the order to read them. */
export function sidebar(): SidebarGroup[] {
  return [
    {
      text: "Begin",
      items: [
        page("What it is", "/"),
        page("Quick start", "/quick-start"),
        page("Concepts, in pictures", "/concepts"),
        page("Architecture", "/architecture"),
      ],
    },
    {
      text: "Concepts",
      items: [
        page("The account", "/account"),
        page("Passkeys", "/passkeys"),
        page("Sessions", "/sessions"),
        page("Recovery", "/recovery"),
        page("Paymaster", "/paymaster"),
        page("Costs", "/costs"),
        page("Design decisions", "/decisions"),
      ],
    },
    {
      text: "Guides",
      items: [
        page("Use it from your dapp", "/sdk/"),
        page("Write a policy", "/write-a-policy"),
        page("Write a module", "/write-a-module"),
        page("Host an auth server", "/auth-server"),
        page("Operate the suite", "/operate"),
        page("local-era in another project", "/local-era"),
      ],
    },
    {
      text: "SDK",
      items: [
        page("Clients", "/sdk/clients"),
        page("The connector", "/sdk/connector"),
        page("Hooks for React", "/sdk/react"),
        page("Sessions", "/sdk/sessions"),
        page("Passkeys", "/sdk/passkeys"),
        page("Messages", "/sdk/messages"),
        page("Errors", "/sdk/errors"),
      ],
    },
    { text: "SDK reference", collapsed: true, items: pagesOf("sdk-reference", "All entry points") },
    { text: "Contract reference", collapsed: true, items: pagesOf("contracts", "All contracts") },
    {
      text: "Security",
      items: [
        page("Threat model", "/security"),
        page("Requirements and invariants", "/requirements"),
        page("Report a vulnerability", "/reporting"),
      ],
    },
    {
      text: "Develop",
      items: [
        page("Contributing", "/contributing"),
        page("Commands and tests", "/testing"),
        page("Toolchain", "/toolchain"),
        page("On a plain EVM chain", "/dual-chain"),
        page("The embedded node", "/node"),
        page("The node's speed", "/node-performance"),
        page("Coverage", "/coverage"),
        page("Mutation testing", "/mutation"),
        page("Releasing", "/releasing"),
      ],
    },
  ];
}

/** The pages of a folder by their titles, its first page in front under a name of its own. */
function pagesOf(folder: string, first: string): SidebarPage[] {
  const at = join(REPOSITORY, "docs", folder);
  const others = readdirSync(at).filter((name) => name.endsWith(".md") && name !== "README.md");
  return [
    page(first, `/${folder}/`),
    ...others
      .sort()
      .map((name) => page(titleOf(join(at, name)), `/${folder}/${name.slice(0, -".md".length)}`)),
  ];
}

function titleOf(file: string): string {
  return (/^# (.+)$/m.exec(readFileSync(file, "utf8"))?.[1] ?? file).replaceAll("`", "");
}
