import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Addresses to which browsers resolve `localhost`. */
const IPV4 = "127.0.0.1";
const IPV6 = "::1";

export const LOOPBACK = [IPV4, IPV6] as const;

/** Error codes of a machine without IPv6. */
const NO_IPV6 = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/** Whether listening failed since the machine has no IPv6. */
export function lacksIPv6(error: unknown): boolean {
  return NO_IPV6.has((error as NodeJS.ErrnoException).code ?? "");
}

/**
 * Has servers listen on one port of both loopback addresses: a browser may try either for `localhost`.
 * Without IPv6, only one listens. Port 0 is any that is free on both.
 *
 * @returns the port, and the servers that listen.
 * @throws Error saying what to do if the port is in use.
 */
export async function listenOnLoopback(
  port: number,
  create: () => Server,
): Promise<{ port: number; servers: Server[] }> {
  const first = create();
  await listen(first, IPV4, port);
  const { port: found } = first.address() as AddressInfo;
  const second = create();
  try {
    await listen(second, IPV6, found);
    return { port: found, servers: [first, second] };
  } catch (error) {
    if (lacksIPv6(error)) return { port: found, servers: [first] };
    first.close();
    if (port === 0) return await listenOnLoopback(port, create);
    throw error;
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || port === 0) throw error;
    throw new Error(`port ${port} is in use (${host}): end what listens there, or choose another`);
  }
}
