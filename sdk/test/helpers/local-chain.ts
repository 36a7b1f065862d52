import { resolve } from "node:path";
import { createPublicClient, createTestClient, createWalletClient, http, type Address, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { eip712WalletActions, zksyncInMemoryNode } from "viem/zksync";
import { ContractFactory, Provider, Wallet } from "zksync-ethers";
import { deployPaymaster, deploySuite, type ContractDeployer } from "../../../scripts/suite/deploy-suite.js";
import { timestampAsserter } from "../../../scripts/suite/timestamp-asserter.js";
import type { SuiteAddresses } from "../../../scripts/suite/suite-addresses.js";
import { startLocalNode, type LocalNodeOptions } from "../../../scripts/start/local-node.js";
import { freePort } from "../../../scripts/toolchain/free-port.js";
import { readArtifact } from "./artifacts.js";

/** The node's first account, which has ETH. */
export const RICH_KEY = "0x7726827caac94a7f9e1b160f7ea819f172f7b6f9d2a97f992c38edeab82d4110";

/** Addresses of the suite on a test's chain. */
export type Contracts = Readonly<Record<keyof SuiteAddresses, Address>>;

/** A chain with the suite on it: its addresses, and the output of `anvil_dumpState`. */
interface DeployedSuite {
  readonly contracts: Contracts;
  readonly state: Hex;
}

/** Deployed once per process: later nodes load it, in a fifth of the time. */
let deployed: DeployedSuite | undefined;

/**
 * Starts a node for one test with the suite on it, as `npm start` deploys it, and makes clients for it. Ends
 * with `stop`.
 *
 * @param options - a first block's time of its own, with which the suite is deployed anew
 */
export async function startLocalChain(options: LocalNodeOptions = {}) {
  const program = resolve(import.meta.dirname, "../../../local-era/bin/anvil-zksync");
  const node = await startLocalNode(program, await freePort(), options);
  const wallet = new Wallet(RICH_KEY, new Provider(node.url));
  const deployer = walletDeployer(wallet);
  const chain = { ...zksyncInMemoryNode, rpcUrls: { default: { http: [node.url] } } };
  const transport = http(node.url);
  const testClient = createTestClient({ chain, transport, mode: "anvil" });
  const known = options.genesis === undefined ? deployed : undefined;
  if (known) await testClient.loadState({ state: known.state });
  const contracts = known?.contracts ?? (await deployContracts(wallet, deployer));
  if (options.genesis === undefined) deployed ??= { contracts, state: await testClient.dumpState() };
  return {
    ...node,
    chain,
    contracts,
    transport: () => transport,
    publicClient: createPublicClient({ chain, transport, pollingInterval: 10 }),
    testClient,
    rich: createWalletClient({
      chain,
      transport,
      account: privateKeyToAccount(RICH_KEY),
      pollingInterval: 10,
    }).extend(eip712WalletActions()),
    /** Deploys a contract of the project's, for tests, and returns its address. */
    deploy: async (contractName: string, ...constructorArguments: unknown[]) =>
      (await deployer.deploy(contractName, constructorArguments)) as Address,
  };
}

export type LocalChain = Awaited<ReturnType<typeof startLocalChain>>;

async function deployContracts(wallet: Wallet, deployer: ContractDeployer): Promise<Contracts> {
  const suite = await deploySuite(deployer, {
    owner: wallet.address,
    timestampAsserter: await timestampAsserter(wallet.provider),
  });
  const accountPaymaster = await deployPaymaster(deployer, suite, wallet.address);
  await (await wallet.sendTransaction({ to: accountPaymaster, value: 10n ** 18n })).wait();
  return { ...suite, accountPaymaster } as Contracts;
}

function walletDeployer(wallet: Wallet): ContractDeployer {
  return {
    bytecode: (contractName) => Promise.resolve(readArtifact(contractName).bytecode),
    deploy: async (contractName, constructorArguments, factoryDeps = []) => {
      const { abi, bytecode } = readArtifact(contractName);
      const factory = new ContractFactory(JSON.stringify(abi), bytecode, wallet, "create");
      const contract = await factory.deploy(...constructorArguments, { customData: { factoryDeps } });
      await contract.waitForDeployment();
      return await contract.getAddress();
    },
  };
}
