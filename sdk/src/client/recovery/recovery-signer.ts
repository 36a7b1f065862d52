import { encodeAbiParameters, type Address, type Hex } from "viem";
import type { TransactionSigner } from "../../transaction/transaction-signer.js";

/**
 * Returns the signature of the transaction that finishes a recovery: `abi.encode(bytes(""), module, bytes(""))`. It is no
 * secret, and the same for everybody; what may be done was fixed when the recovery was started.
 */
export function signRecoveryTransaction(recoveryValidatorAddress: Address): Hex {
  return encodeAbiParameters(
    [{ type: "bytes" }, { type: "address" }, { type: "bytes" }],
    ["0x", recoveryValidatorAddress, "0x"],
  );
}

/** Returns what "signs" the transaction that finishes an account's recovery. */
export function recoverySigner(address: Address, recoveryModule: Address): TransactionSigner {
  const signature = signRecoveryTransaction(recoveryModule);
  return { address, stubSignature: () => signature, signTransaction: async () => signature };
}
