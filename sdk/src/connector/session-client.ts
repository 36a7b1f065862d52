import type { Config, GetConnectorClientParameters } from "@wagmi/core";
import { getConnectorClient } from "@wagmi/core";
import type { Account, Client } from "viem";
import type { ZksyncSsoSessionClient } from "../client/session/index.js";
import { NoSessionError } from "../errors/provider-errors.js";

type Compute<type> = { [key in keyof type]: type[key] } & unknown;

/** The client of a configuration's session. */
export type GetConnectedSsoClientReturnType<
  config extends Config = Config,
  chainId extends config["chains"][number]["id"] = config["chains"][number]["id"],
> = Compute<
  ZksyncSsoSessionClient<
    config["_internal"]["transports"][chainId],
    Extract<config["chains"][number], { id: chainId }>,
    undefined,
    Account
  >
>;

/** Says whether a client signs by a session's key. */
export function isSsoSessionClient(client: Client): boolean {
  return "sessionConfig" in client && client.sessionConfig !== undefined;
}

/** Says whether the connected account has a session on the chain. */
export async function isSsoSessionClientConnected<
  config extends Config,
  chainId extends config["chains"][number]["id"],
>(config: config, parameters?: GetConnectorClientParameters<config, chainId>): Promise<boolean> {
  try {
    return isSsoSessionClient((await getConnectorClient(config, parameters)) as Client);
  } catch {
    // Nobody is connected.
    return false;
  }
}

/**
 * Returns the client of the connected account's session.
 *
 * @throws NoSessionError if the account has none on the chain
 */
export async function getConnectedSsoSessionClient<
  config extends Config,
  chainId extends config["chains"][number]["id"],
>(
  config: config,
  parameters?: GetConnectorClientParameters<config, chainId>,
): Promise<GetConnectedSsoClientReturnType<config, chainId>> {
  const client = (await getConnectorClient(config, parameters)) as Client;
  if (!isSsoSessionClient(client)) throw new NoSessionError(client.chain?.id ?? config.state.chainId);
  return client as unknown as GetConnectedSsoClientReturnType<config, chainId>;
}
