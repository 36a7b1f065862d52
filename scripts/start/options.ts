import { parseCommandLine } from "../command-line";
import type { SitePorts } from "../sites/serve-sites";

/** Command line of `npm start`. */
export interface StartOptions {
  /** End after the walk instead of staying up. */
  readonly once: boolean;
  /** TCP port of the node. */
  readonly port: number;
  /** TCP ports of the sites; 0 for any that is free. */
  readonly sites: SitePorts;
}

export const USAGE = `npm start -- [--once] [--port N] [--auth-server-port N] [--example-port N]

  --once                end after the walk; exit code 0 only if every step held
  --port N              port of the node (default 8011)
  --auth-server-port N  port of the auth server (default 3002; 0 for any)
  --example-port N      port of the example (default 3004; 0 for any)`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function parseOptions(argv: readonly string[]): StartOptions {
  const values = parseCommandLine(argv, USAGE, {
    once: { type: "boolean", default: false },
    port: { type: "string", default: "8011" },
    "auth-server-port": { type: "string", default: "3002" },
    "example-port": { type: "string", default: "3004" },
  });
  const portOf = (name: "port" | "auth-server-port" | "example-port", lowest: number): number => {
    const port = Number(values[name]);
    if (/^\d+$/.test(values[name]) && port >= lowest && port <= 65_535) return port;
    throw new Error(`--${name} ${values[name]} is not a port: give a number from ${lowest} to 65535`);
  };
  const port = portOf("port", 1);
  const sites = { authServer: portOf("auth-server-port", 0), example: portOf("example-port", 0) };
  const served = { port, "auth-server-port": sites.authServer, "example-port": sites.example };
  if (!values.once) assertDiffer(Object.entries(served));
  return { once: values.once, port, sites };
}

/** Refuses one port for two: the second would find it taken when the walk has ended. */
function assertDiffer(ports: readonly (readonly [option: string, port: number])[]): void {
  for (const [i, [option, port]] of ports.entries()) {
    const other = ports.slice(i + 1).find(([, another]) => another === port && port > 0);
    if (other !== undefined)
      throw new Error(`--${option} and --${other[0]} are both ${port}: give one of them another`);
  }
}
