import { securityHeaders } from "../../auth-server/hosting/security-headers";
import type { SuiteAddresses } from "../suite/suite-addresses";
import { BUILT, type BuiltSites } from "./build-sites";
import { serveStaticSite, type StaticSite } from "./static-site";

/** The example's contracts. */
export interface DemoContracts {
  /** The recipient of the tips. */
  readonly tipJar: string;
  /** A token that anybody may mint. */
  readonly token: string;
  /** A paymaster that pays for anybody. */
  readonly paymaster: string;
  /** Key of an account with test ETH. */
  readonly faucetKey: string;
}

/** Ports of the sites; 0 for any. */
export interface SitePorts {
  readonly authServer: number;
  readonly example: number;
}

/** The running sites. */
export interface Sites {
  readonly authServer: StaticSite;
  readonly example: StaticSite;
  stop(): Promise<void>;
}

/**
 * Serves the built auth server and example to this machine, for the chain of a node.
 *
 * @throws Error if a port is in use.
 */
export async function serveSites(
  node: { readonly url: string; readonly chainId: number },
  suite: SuiteAddresses,
  demo: DemoContracts,
  ports: SitePorts,
  built: BuiltSites = BUILT,
): Promise<Sites> {
  const chain = { id: node.chainId, name: "Era on this machine", rpcUrl: node.url, contracts: suite };
  const authServer = await serveStaticSite({
    folder: built.authServer,
    port: ports.authServer,
    headers: securityHeaders([node.url]),
    files: { "/chains.json": JSON.stringify([chain]) },
  });
  try {
    const app = { rpcUrl: node.url, authServerUrl: `${authServer.url}/confirm`, ...demo };
    const example = await serveStaticSite({
      folder: built.example,
      port: ports.example,
      files: { "/app.json": JSON.stringify(app) },
    });
    const stop = async (): Promise<void> => {
      await Promise.all([authServer.stop(), example.stop()]);
    };
    return { authServer, example, stop };
  } catch (error) {
    await authServer.stop();
    throw error;
  }
}
