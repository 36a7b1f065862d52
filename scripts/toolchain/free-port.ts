import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that systems give to connections, and apart from those that browsers refuse. */
const FIRST = 11_000;
/** So many ports are a process's own, and for so many processes in a row. */
const OWN = 100;
const PROCESSES = 200;

let tried = 0;

/**
 * Finds a port of this machine on which nobody listens. A process that runs beside others looks among ports of its own, and
 * passes over what it has found before: what is found is free, still, when a program that was told of it has started.
 *
 * @throws Error if all of them are in use
 */
export async function freePort(): Promise<number> {
  const first = FIRST + (process.pid % PROCESSES) * OWN;
  for (let i = 0; i < OWN; i++) {
    const port = first + (tried++ % OWN);
    if (await isFree(port)) return port;
  }
  throw new Error(`All ports from ${first} to ${first + OWN - 1} are in use: end what listens on them.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" || code === "EACCES") return false;
    throw error;
  }
  server.close();
  await once(server, "close");
  return true;
}
