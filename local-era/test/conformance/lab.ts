import { ContractFactory } from "zksync-ethers";
import type { types, Wallet } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { artifact } from "../rpc/counter.ts";
import type { Artifact } from "../rpc/counter.ts";
import { counterInterface, walletOn } from "../rpc/deployment.ts";
import { RunningNode } from "../rpc/running-node.ts";
import { labArtifact } from "./contracts.ts";

export type Address = `0x${string}`;
type DeploymentType = types.DeploymentType;

export const [RICH, SECOND] = DEFAULT_ACCOUNTS;
/** Is an account without funds that never received a transaction. */
export const STRANGER: Address = "0x00000000000000000000000000000000DeaDBeef";
export const BASE_FEE = 45_250_000n;
export const ETHER = 10n ** 18n;
/** Is the rich account's balance of the token. */
export const TOKENS = 1000n * ETHER;
/** Is the counter's value when the laboratory opens: deployed with 5, then 2 were added. */
export const COUNT = 7n;

/** Holds a node with contracts, the same for every test. */
export interface Lab {
  readonly node: RunningNode;
  /** Counter(5), to which 2 were added. */
  readonly counter: Address;
  /** The transaction that added 2. */
  readonly addHash: Address;
  readonly addBlock: number;
  readonly token: Address;
  /** Pays for everyone; accepts 5 units of the token for an approval. */
  readonly paymaster: Address;
  /** Requires signatures by the keys of RICH and SECOND. */
  readonly account: Address;
  /** Has Multicall3's `aggregate3`, and ERC-6492's `isValidSig` for deployed contracts. */
  readonly batch: Address;
}

/** Holds a laboratory and the state of its chain when it opened. */
export interface OpenLab {
  readonly lab: Lab;
  /** The chain's state as every suite finds it. */
  readonly state: string;
}

/** Shares one laboratory among all suites of a run, opened by the first that needs it. */
let opened: Promise<OpenLab> | undefined;

after(async () => (await opened)?.lab.node.stop());

/**
 * Gives the surrounding `describe` the laboratory; every test starts from the chain as it was when it opened, mining
 * with every transaction and impersonating nobody.
 */
export function useLab(): () => Lab {
  let lab: Lab | undefined;
  let snapshot: string;

  before(async () => {
    opened ??= openLab(await RunningNode.start());
    const { lab: ready, state } = await opened;
    await ready.node.call("anvil_loadState", state);
    lab = ready;
  });
  beforeEach(async () => {
    snapshot = await lab!.node.call<string>("evm_snapshot");
  });
  afterEach(async () => {
    await lab!.node.call("evm_revert", snapshot);
    await lab!.node.call("evm_setAutomine", true);
    await lab!.node.call("hardhat_stopImpersonatingAccount", RICH!.address);
  });

  return () => lab!;
}

/** Deploys the contracts on a node, which the caller must stop. */
export async function openLab(node: RunningNode): Promise<OpenLab> {
  const wallet = walletOn(node, RICH!.privateKey);
  const counter = await deploy(wallet, artifact("Counter"), [5n]);
  const data = counterInterface.encodeFunctionData("add", [2n]);
  const sent = await wallet.sendTransaction({ to: counter, data });
  const { blockNumber } = await sent.wait();
  const token = await deploy(wallet, labArtifact("Token"), [RICH!.address]);
  const paymaster = await deploy(wallet, labArtifact("Paymaster"), [token]);
  const keys = [RICH!.address, SECOND!.address];
  const account = await deploy(wallet, labArtifact("TwoKeyAccount"), keys, "createAccount");
  const batch = await deploy(wallet, labArtifact("Batch"), []);
  for (const address of [paymaster, account]) {
    await node.call("hardhat_setBalance", address, `0x${ETHER.toString(16)}`);
  }
  const addHash = sent.hash as Address;
  const lab = { node, counter, addHash, addBlock: blockNumber, token, paymaster, account, batch };
  return { lab, state: await node.call<string>("anvil_dumpState") };
}

/** Deploys with the wallet and returns the address. */
export async function deploy(
  wallet: Wallet,
  { abi, bytecode }: Artifact,
  args: unknown[],
  type: DeploymentType = "create",
): Promise<Address> {
  const contract = await new ContractFactory(abi, bytecode, wallet, type).deploy(...args);
  await contract.waitForDeployment();
  return (await contract.getAddress()) as Address;
}
