import type { ParamType } from "ethers";
import { AbiCoder } from "ethers";
import { utils } from "zksync-ethers";
import { ERC7579Account__factory, type ERC7579Account } from "../../../typechain-types";
import type { AccountTransaction } from "./account-transaction";

/** The `Transaction` tuple as the typed bindings take it. */
export type TransactionStruct = Parameters<ERC7579Account["executeTransactionFromOutside"]>[0];

/** The ABI type of the tuple, read from the account's own ABI. */
export const transactionType: ParamType = ERC7579Account__factory.createInterface().getFunction(
  "executeTransactionFromOutside",
).inputs[0]!;

/** Returns the tuple that the bootloader passes to the account for a transaction. */
export function transactionStruct(tx: AccountTransaction, signature: string) {
  return {
    txType: BigInt(utils.EIP712_TX_TYPE),
    from: BigInt(tx.from),
    to: BigInt(tx.to),
    gasLimit: tx.gasLimit,
    gasPerPubdataByteLimit: tx.gasPerPubdata,
    maxFeePerGas: tx.maxFeePerGas,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
    paymaster: BigInt(tx.paymasterParams?.paymaster ?? 0n),
    nonce: BigInt(tx.nonce),
    value: tx.value,
    reserved: [0n, 0n, 0n, 0n] as [bigint, bigint, bigint, bigint],
    data: tx.data,
    signature,
    factoryDeps: tx.factoryDeps.map((bytecode) => utils.hashBytecode(bytecode)),
    paymasterInput: tx.paymasterParams?.paymasterInput ?? "0x",
    reservedDynamic: "0x",
  } satisfies TransactionStruct;
}

/** Returns the tuple's ABI encoding: `abi.encode(transaction)`. */
export function encodeTransactionStruct(struct: TransactionStruct): string {
  return AbiCoder.defaultAbiCoder().encode([transactionType], [struct]);
}
