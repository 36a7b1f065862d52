import type { Interface } from "ethers";
import { ERC7579Account__factory } from "../../../typechain-types";
import { transactionDigest, type AccountTransaction } from "../accounts/account-transaction";
import { transactionStruct, type TransactionStruct } from "../accounts/account-struct";
import { DEFAULT_GAS_PER_PUBDATA, type AccountOnChain } from "../accounts/send-as";

/** The bootloader's address, as which `eth_call` can ask an account what the bootloader asks it. */
export const BOOTLOADER = "0x0000000000000000000000000000000000008001";

const NO_HASH = `0x${"00".repeat(32)}`;
// Untyped: the typed interface has one overload per function, and the name is a variable here.
const abi: Interface = ERC7579Account__factory.createInterface();

/** The account's functions that only the bootloader may call. */
export type BootloaderFunction =
  "validateTransaction" | "executeTransaction" | "payForTransaction" | "prepareForPaymaster";

/** Returns a transaction of the account that moves nothing, to be changed field by field. */
export async function plainTransaction(
  account: AccountOnChain,
  fields: Partial<AccountTransaction> = {},
): Promise<AccountTransaction> {
  const { chainId } = await account.provider.getNetwork();
  return {
    chainId,
    from: account.address,
    to: account.address,
    nonce: await account.provider.getTransactionCount(account.address),
    value: 0n,
    data: "0x",
    gasLimit: 1_000_000n,
    gasPerPubdata: DEFAULT_GAS_PER_PUBDATA,
    maxFeePerGas: 100_000_000n,
    maxPriorityFeePerGas: 100_000_000n,
    factoryDeps: [],
    ...fields,
  };
}

/** Returns the calldata of one of the bootloader's calls. */
export function bootloaderCalldata(
  name: BootloaderFunction,
  tx: AccountTransaction,
  signature: string,
  changes: Partial<TransactionStruct> = {},
): string {
  const struct = { ...transactionStruct(tx, signature), ...changes } as TransactionStruct;
  return abi.encodeFunctionData(name, [NO_HASH, transactionDigest(tx), struct]);
}

/** Returns the account's magic value for the bootloader, as 4 bytes, without changing anything. */
export async function askToValidate(
  account: AccountOnChain,
  tx: AccountTransaction,
  signature: string,
  changes: Partial<TransactionStruct> = {},
): Promise<string> {
  const data = bootloaderCalldata("validateTransaction", tx, signature, changes);
  const answer = await account.provider.call({ from: BOOTLOADER, to: account.address, data });
  return abi.decodeFunctionResult("validateTransaction", answer)[0] as string;
}
