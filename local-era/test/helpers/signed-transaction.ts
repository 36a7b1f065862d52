import { computeAddress, SigningKey } from "ethers";
import { EIP712Signer, utils } from "zksync-ethers";
import type { types } from "zksync-ethers";
import { fromHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { parseRawTransaction } from "../../src/transactions/raw-transaction.ts";
import type { EraTransaction } from "../../src/transactions/transaction.ts";
import { BASE_FEE } from "./local-chain.ts";

export const CHAIN_ID = 260n;

const eoaKey = new SigningKey(`0x${"33".repeat(32)}`);
/** Is the EOA that {@link signedByEoa} signs for. */
export const eoaAddress = computeAddress(eoaKey).toLowerCase() as Address;

export interface TransactionFields {
  from?: Address;
  to: Address;
  nonce?: number;
  value?: bigint;
  data?: string;
  gasLimit?: bigint;
  maxFeePerGas?: bigint;
  maxPriorityFeePerGas?: bigint;
  customData?: types.Eip712Meta;
}

function filled(fields: TransactionFields) {
  return {
    type: utils.EIP712_TX_TYPE,
    chainId: CHAIN_ID,
    from: eoaAddress,
    nonce: 0,
    value: 0n,
    data: "0x",
    gasLimit: 5_000_000n,
    maxFeePerGas: BASE_FEE,
    maxPriorityFeePerGas: 1n,
    ...fields,
    customData: { gasPerPubdata: 50_000n, ...fields.customData },
  };
}

/** Builds a 0x71 transaction signed by an EOA. */
export function signedByEoa(fields: TransactionFields): EraTransaction {
  return withCustomSignature(fields, signDigest(fields, eoaKey));
}

/** Builds a 0x71 transaction with a signature of its account's own kind. */
export function withCustomSignature(fields: TransactionFields, customSignature: string): EraTransaction {
  const transaction = filled(fields);
  const raw = utils.serializeEip712({
    ...transaction,
    customData: { ...transaction.customData, customSignature },
  });
  return parseRawTransaction(fromHex(raw), CHAIN_ID);
}

/** Signs the transaction's EIP-712 digest with any secp256k1 key. */
export function signDigest(fields: TransactionFields, key: SigningKey): string {
  return key.sign(EIP712Signer.getSignedDigest(filled(fields))).serialized;
}
