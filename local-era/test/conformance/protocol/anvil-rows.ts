import { artifact } from "../../rpc/counter.ts";
import { walletOn } from "../../rpc/deployment.ts";
import { RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { absent, answers, fails } from "./row.ts";
import type { ProtocolRow } from "./row.ts";
import { BYTES, HASH, isBoolean, QUANTITY } from "./shape.ts";

const WORD = `0x${"2a".padStart(64, "0")}`;

/** Sends a transaction that waits, and returns its hash. */
const waiting = async ({ node }: Lab): Promise<[string]> => {
  await node.call("evm_setAutomine", false);
  const wallet = walletOn(node, RICH!.privateKey);
  return [(await wallet.sendTransaction({ to: STRANGER, gasLimit: 300_000n })).hash];
};
const snapshot = async ({ node }: Lab): Promise<[string]> => [await node.call("evm_snapshot")];
const impersonated = async ({ node }: Lab): Promise<[string]> => {
  await node.call("hardhat_impersonateAccount", STRANGER);
  return [STRANGER];
};

const isDetailedBlock = (block: unknown): boolean => {
  const [transaction] = (block as { transactions: Record<string, unknown>[] }).transactions;
  return (
    HASH.test(String(transaction!.hash)) &&
    BYTES.test(String(transaction!.output)) &&
    !("revertReason" in transaction!)
  );
};

/** Lists the test methods in the protocol's table with their aliases, in its order. */
export const anvilRows: readonly ProtocolRow[] = [
  ...answers("anvil_dumpState hardhat_dumpState", [], /^0x1f8b([0-9a-f]{2})+$/, "as gzip in hex"),
  ...answers(
    "anvil_loadState hardhat_loadState",
    async ({ node }) => [await node.call("anvil_dumpState")],
    true,
  ),
  ...fails("anvil_loadState hardhat_loadState", ["0x00"], -32602, /the state cannot be loaded/),
  ...answers(
    "anvil_mine_detailed evm_mine_detailed",
    async (lab) => {
      await waiting(lab);
      return [];
    },
    isDetailedBlock,
  ),
  // The node does not fork, so there is no fork whose URL could change.
  ...absent("anvil_setRpcUrl"),
  ...answers("anvil_setChainId", [300], null),
  ...answers("anvil_setNextBlockBaseFeePerGas hardhat_setNextBlockBaseFeePerGas", ["0x5f5e100"], null),
  ...answers("anvil_dropTransaction hardhat_dropTransaction", waiting, HASH),
  ...answers("anvil_dropTransaction hardhat_dropTransaction", [WORD], null, "that is not waiting"),
  ...answers("anvil_dropAllTransactions hardhat_dropAllTransactions", [], null),
  ...answers("anvil_removePoolTransactions hardhat_removePoolTransactions", [RICH!.address], null),
  ...answers("anvil_getAutomine hardhat_getAutomine", [], true),
  ...answers("anvil_setAutomine evm_setAutomine", [false], null),
  ...answers("anvil_setIntervalMining evm_setIntervalMining", [100], null),
  ...answers("anvil_setBlockTimestampInterval", [10], null),
  ...answers("anvil_removeBlockTimestampInterval", [], isBoolean),
  ...absent("anvil_setMinGasPrice hardhat_setMinGasPrice"),
  ...answers("anvil_setLoggingEnabled hardhat_setLoggingEnabled", [true], null),
  ...answers("anvil_snapshot evm_snapshot", [], QUANTITY),
  ...answers("anvil_revert evm_revert", snapshot, true),
  ...fails("anvil_revert evm_revert", ["0x63"], -32603, "no snapshot exists for the id '99'"),
  ...answers(
    "anvil_setTime evm_setTime",
    async ({ node }) => [(await node.call<number>("config_getCurrentTimestamp")) - 5],
    -5,
    "as the delta",
  ),
  ...answers("anvil_increaseTime evm_increaseTime", [7], 7),
  ...answers("anvil_increaseTime evm_increaseTime", ["0x7"], 7, "from a hex string"),
  ...answers("anvil_setNextBlockTimestamp evm_setNextBlockTimestamp", ["0x7fffffff"], null),
  ...fails(
    "anvil_setNextBlockTimestamp evm_setNextBlockTimestamp",
    [1],
    -32603,
    /^\[anvil_zksync-node-20\] Failed to force the next timestamp to value 1\. It should be greater than the last timestamp \d+\.$/,
  ),
  ...answers("anvil_autoImpersonateAccount hardhat_autoImpersonateAccount", [false], null),
  ...answers("anvil_impersonateAccount hardhat_impersonateAccount", [STRANGER], null),
  ...answers("anvil_stopImpersonatingAccount", impersonated, null),
  // Returns null in anvil-zksync, which leaves the Hardhat plugin guessing whether the account was impersonated.
  ...answers("hardhat_stopImpersonatingAccount", impersonated, true),
  ...answers("anvil_setBalance hardhat_setBalance", [STRANGER, "0x5"], true),
  ...answers("anvil_setNonce hardhat_setNonce evm_setAccountNonce", [STRANGER, "0x5"], true),
  ...answers("anvil_mine hardhat_mine", ["0x2", "0xa"], null),
  ...answers("anvil_mine hardhat_mine", [], null, "without a number"),
  ...answers("anvil_reset hardhat_reset", [], true),
  ...answers(
    "anvil_setCode hardhat_setCode",
    [STRANGER, artifact("Factory").bytecode],
    null,
    "compiled for local-era",
  ),
  ...fails(
    "anvil_setCode hardhat_setCode",
    [STRANGER, "0x6001"],
    -32603,
    /not divisible by 32/,
    "with EVM code",
  ),
  ...answers("anvil_setStorageAt hardhat_setStorageAt", [STRANGER, "0x0", WORD], true),
  ...answers("evm_mine", [], "0x0"),

  // Hardhat's helpers probe for these; anvil-zksync lacks them too.
  ...absent("hardhat_setPrevRandao hardhat_setCoinbase evm_setBlockGasLimit"),
];
