import { parseCommandLine } from "../command-line";

/** Command line of `npm start`. */
export interface StartOptions {
  /** End after the walk instead of staying up. */
  readonly once: boolean;
  /** TCP port of the node. */
  readonly port: number;
}

export const USAGE = `npm start -- [--once] [--port N]

  --once    end after the walk; exit code 0 only if every step held
  --port N  port of the node (default 8011)`;

const DEFAULT_PORT = "8011";

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function parseOptions(argv: readonly string[]): StartOptions {
  const values = parseCommandLine(argv, USAGE, {
    once: { type: "boolean", default: false },
    port: { type: "string", default: DEFAULT_PORT },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port < 1 || port > 65_535) {
    throw new Error(`--port ${values.port} is not a port: give a number from 1 to 65535`);
  }
  return { once: values.once, port };
}
