import type { Wallet } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";
import type { WireError } from "./running-node.ts";

const { privateKey } = DEFAULT_ACCOUNTS[0]!;
/** Is an account that never received a transaction. */
export const ACCOUNT = "0x00000000000000000000000000000000deadbeef";

/** Holds a node at block 0, with short names for requests. */
export class FreshNode {
  readonly node: RunningNode;
  /** The key of the first rich account. */
  readonly wallet: Wallet;

  constructor(node: RunningNode) {
    this.node = node;
    this.wallet = walletOn(node, privateKey);
  }

  call<T = unknown>(method: string, ...params: unknown[]): Promise<T> {
    return this.node.call(method, ...params);
  }

  failure(method: string, ...params: unknown[]): Promise<WireError> {
    return this.node.failure(method, ...params);
  }

  async height(): Promise<number> {
    return Number(await this.node.call<string>("eth_blockNumber"));
  }

  balance(account: string): Promise<string> {
    return this.node.call("eth_getBalance", account);
  }

  /** Reads the latest block's timestamp, in seconds. */
  async latestTime(): Promise<number> {
    const { timestamp } = await this.node.call<{ timestamp: string }>("eth_getBlockByNumber", "latest");
    return Number(timestamp);
  }

  /** Sends 1 wei to {@link ACCOUNT}, unless the fields say otherwise; returns the hash. */
  async send(fields: object = {}): Promise<string> {
    return (await this.wallet.sendTransaction({ to: ACCOUNT, value: 1n, gasLimit: 300_000n, ...fields }))
      .hash;
  }

  receipt(hash: string): Promise<{ status: string } | null> {
    return this.node.call("eth_getTransactionReceipt", hash);
  }
}

/** Gives the surrounding `describe` a node that every test finds at block 0 and that mines with every transaction. */
export function useFreshNode(): () => FreshNode {
  let fresh: FreshNode | undefined;

  before(async () => {
    fresh = new FreshNode(await RunningNode.start());
  });
  after(() => fresh?.node.stop());
  beforeEach(async () => {
    await fresh!.call("anvil_reset");
    await fresh!.call("evm_setAutomine", true);
    await fresh!.call("anvil_autoImpersonateAccount", false);
  });

  return () => fresh!;
}
