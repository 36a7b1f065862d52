import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { JsonRpcServer } from "@matterlabs/hardhat-zksync-node/dist/server";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

/** Flags for nodes that a program starts with arguments of its own. */
const FLAGS_VARIABLE = "LOCAL_ERA_FLAGS";

const SERVER_MODULE = "@matterlabs/hardhat-zksync-node/dist/server";

type Server = typeof JsonRpcServer.prototype;

const prepared = new WeakSet<Server>();

/**
 * Makes the nodes that the plugin starts print what contracts print, know the project's errors and functions, and end with
 * this process, even if nothing ends them. The plugin starts them for several of its tasks, and only for one of them by a
 * subtask that could be replaced.
 */
export function flagNodes({ config }: HardhatRuntimeEnvironment): void {
  const server = serverOf(config.paths.root);
  if (server === undefined || prepared.has(server)) return;
  prepared.add(server);
  const { listen } = server;
  server.listen = function (this: Server, ...args) {
    const before = process.env[FLAGS_VARIABLE];
    Object.assign(process.env, flagVariables(config.paths.artifacts));
    try {
      // It spawns the node before it returns.
      return listen.apply(this, args);
    } finally {
      if (before === undefined) delete process.env.LOCAL_ERA_FLAGS;
      else process.env[FLAGS_VARIABLE] = before;
    }
  };
}

/**
 * Returns the variables for a node that ends with this process, and prints what the contracts print whose artifacts are in a
 * folder.
 */
export function flagVariables(artifacts: string): Readonly<Record<string, string>> {
  return { [FLAGS_VARIABLE]: withFlags(process.env[FLAGS_VARIABLE] ?? "", artifacts) };
}

/** Adds to flags, words or a JSON array, what is not set there. Returns what is neither as it is: the node reports it. */
function withFlags(text: string, artifacts: string): string {
  const flags = readFlags(text);
  if (flags === undefined) return text;
  const isSet = (name: string): boolean => flags.some((flag) => flag === name || flag.startsWith(`${name}=`));
  const added = [
    ...(isSet("--show-console") ? [] : ["--show-console"]),
    ...(isSet("--artifacts") ? [] : [`--artifacts=${artifacts}`]),
    ...(isSet("--ends-with") ? [] : [`--ends-with=${process.pid}`]),
  ];
  return JSON.stringify([...flags, ...added]);
}

function readFlags(text: string): string[] | undefined {
  if (!text.trim().startsWith("[")) return text.split(/\s+/).filter((flag) => flag !== "");
  try {
    const flags: unknown = JSON.parse(text);
    return Array.isArray(flags) ? flags.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** The plugin may be the project's own, or below the one that brings all of them. */
function serverOf(root: string): Server | undefined {
  const project = createRequire(join(root, "package.json"));
  try {
    const paths = [root, dirname(project.resolve("@matterlabs/hardhat-zksync"))];
    const { JsonRpcServer } = project(project.resolve(SERVER_MODULE, { paths })) as {
      readonly JsonRpcServer: { readonly prototype: Server };
    };
    return JsonRpcServer.prototype;
  } catch {
    return undefined;
  }
}
