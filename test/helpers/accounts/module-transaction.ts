import { ZeroAddress, type BytesLike } from "ethers";
import type { TransactionStruct } from "../../../typechain-types/contracts/account/modules/IValidationModule";

/** A transaction as an account passes it to its validators; gas in units, prices and value in wei. */
export interface ModuleTransaction {
  readonly from: string;
  readonly to: string;
  readonly value?: bigint;
  readonly data?: string;
  readonly gasLimit?: bigint;
  readonly maxFeePerGas?: bigint;
  readonly paymaster?: string;
  readonly paymasterInput?: BytesLike;
  /** The account's complete signature field. */
  readonly signature: string;
}

const NO_FEE = { gasLimit: 0n, maxFeePerGas: 0n };

/** Returns the `Transaction` struct of the system contracts. What a module ignores is zero or empty. */
export function transactionStruct(tx: ModuleTransaction): TransactionStruct {
  const { gasLimit, maxFeePerGas } = { ...NO_FEE, ...tx };
  return {
    txType: 0x71n,
    from: tx.from,
    to: tx.to,
    gasLimit,
    gasPerPubdataByteLimit: 50_000n,
    maxFeePerGas,
    maxPriorityFeePerGas: maxFeePerGas,
    paymaster: tx.paymaster ?? ZeroAddress,
    nonce: 0n,
    value: tx.value ?? 0n,
    reserved: [0n, 0n, 0n, 0n],
    data: tx.data ?? "0x",
    signature: tx.signature,
    factoryDeps: [],
    paymasterInput: tx.paymasterInput ?? "0x",
    reservedDynamic: "0x",
  };
}
