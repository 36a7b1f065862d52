import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { JsonRpcServer } from "@matterlabs/hardhat-zksync-node/dist/server";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { FLAGS_VARIABLE, flagVariables } from "./node-flags";

const PLUGIN = "@matterlabs/hardhat-zksync-node/dist";

/** Where processes look for ports: below those that systems give to whoever asks for any. */
const PORTS = { first: 20_000, last: 31_999 };

type Server = typeof JsonRpcServer.prototype;

/** What the plugin keeps to itself. */
interface Running {
  readonly serverProcess: ChildProcess | null;
}

const prepared = new WeakSet<Server>();

/**
 * Makes the nodes that the plugin starts print what contracts print, know the project's errors and functions, and end with
 * this process, even if nothing ends them; and this process with them, if they do before. The plugin starts them for several
 * of its tasks, and only for one of them by a subtask that could be replaced.
 */
export function prepareNodes({ config }: HardhatRuntimeEnvironment): void {
  const plugin = pluginOf(config.paths.root);
  if (plugin === undefined || prepared.has(plugin.server)) return;
  const { server, constants } = plugin;
  prepared.add(server);
  constants.START_PORT = firstPort(process.pid, constants.MAX_PORT_ATTEMPTS);
  const { listen } = server;
  server.listen = function (this: Server, args, isWaitedFor = true) {
    const before = process.env[FLAGS_VARIABLE];
    Object.assign(process.env, flagVariables(config.paths.artifacts));
    try {
      // It spawns the node before it returns.
      return listen.call(this, args, isWaitedFor);
    } finally {
      if (before === undefined) delete process.env.LOCAL_ERA_FLAGS;
      else process.env[FLAGS_VARIABLE] = before;
      if (!isWaitedFor) (this as unknown as Running).serverProcess?.once("exit", endWithNode);
    }
  };
}

/**
 * Returns where a process begins to look for a port. The plugin takes the first that is free, from one number on; of two runs
 * that began in the same moment both would find it free, and one would use the other's node.
 */
export function firstPort(pid: number, attempts: number): number {
  const shares = Math.floor((PORTS.last - PORTS.first + 1) / attempts);
  return PORTS.first + (pid % shares) * attempts;
}

/** The plugin would ask a node that is gone for its chain id, again and again for minutes. */
function endWithNode(code: number | null, signal: NodeJS.Signals | null): void {
  const end = unexpectedEnd(code, signal);
  if (end === undefined) return;
  console.error(`The node that was started for this run has ended (${end}); what it printed says why.`);
  process.exit(1);
}

/** Returns how a node has ended, if nobody ended it: the plugin does by SIGTERM, a person at the keyboard by SIGINT. */
export function unexpectedEnd(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal !== null) return signal === "SIGTERM" || signal === "SIGINT" ? undefined : signal;
  return code === 0 ? undefined : `exit code ${code}`;
}

/** The plugin may be the project's own, or below the one that brings all of them. */
function pluginOf(root: string) {
  const project = createRequire(join(root, "package.json"));
  try {
    const paths = [root, dirname(project.resolve("@matterlabs/hardhat-zksync"))];
    const load = (module: string): unknown => project(project.resolve(`${PLUGIN}/${module}`, { paths }));
    const { JsonRpcServer } = load("server") as { readonly JsonRpcServer: { readonly prototype: Server } };
    const constants = load("constants") as { START_PORT: number; readonly MAX_PORT_ATTEMPTS: number };
    return { server: JsonRpcServer.prototype, constants };
  } catch {
    return undefined;
  }
}
