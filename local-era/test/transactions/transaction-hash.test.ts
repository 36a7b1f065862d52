import { expect } from "chai";
import { keccak256, Transaction, Wallet } from "ethers";
import * as fc from "fast-check";
import { keccak256 as viemKeccak256 } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import { EIP712Signer, utils } from "zksync-ethers";
import { concat, fromHex, toHex } from "../../src/primitives/hex.ts";
import { hashBytecode } from "../../src/bytecode/bytecode-hash.ts";
import {
  signedHash,
  transactionHash,
  UnsupportedTransactionType,
} from "../../src/transactions/transaction-hash.ts";
import type { TransactionStruct } from "../../src/transactions/struct.ts";
import { TransactionType } from "../../src/transactions/transaction.ts";
import { ACCOUNT, address, bytes, CHAIN_ID, container, PRIVATE_KEY, RECIPIENT, uint } from "./builders.ts";

const BLANK: TransactionStruct = {
  type: BigInt(TransactionType.Eip712),
  from: BigInt(ACCOUNT),
  to: BigInt(RECIPIENT),
  gasLimit: 100n,
  gasPerPubdata: 50_000n,
  maxFeePerGas: 5n,
  maxPriorityFeePerGas: 0n,
  paymaster: 0n,
  nonce: 3n,
  value: 7n,
  reserved: [0n, 0n, 0n, 0n],
  data: new Uint8Array(0),
  signature: new Uint8Array(0),
  factoryDeps: [],
  paymasterInput: new Uint8Array(0),
  reservedDynamic: new Uint8Array(0),
};

const eip712Fields = fc.record({
  from: address,
  to: address,
  nonce: fc.nat(),
  gasLimit: uint(64),
  gasPerPubdata: uint(32),
  maxFeePerGas: uint(64),
  maxPriorityFeePerGas: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
  value: uint(128),
  data: bytes(80),
  factoryDeps: fc.array(container, { maxLength: 2 }),
  paymaster: address,
  paymasterInput: bytes(40),
});

const ethereumFields = fc.record({
  to: address,
  nonce: fc.nat(),
  gasLimit: uint(64),
  value: uint(128),
  data: bytes(80).map(toHex),
});

/** Converts a transaction signed by ethers to a struct. */
function structOf(tx: Transaction, hasChainId: boolean): TransactionStruct {
  const gasPrice = tx.gasPrice ?? 0n;
  return {
    ...BLANK,
    type: BigInt(tx.type ?? 0),
    from: BigInt(tx.from ?? 0),
    to: BigInt(tx.to ?? 0),
    nonce: BigInt(tx.nonce),
    gasLimit: tx.gasLimit,
    maxFeePerGas: tx.maxFeePerGas ?? gasPrice,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas ?? gasPrice,
    value: tx.value,
    data: fromHex(tx.data),
    reserved: [hasChainId && tx.type === 0 ? 1n : 0n, 0n, 0n, 0n],
    signature: tx.signature === null ? new Uint8Array(0) : fromHex(tx.signature.serialized),
  };
}

function signed(fields: object): Transaction {
  const tx = Transaction.from(fields);
  tx.signature = new Wallet(PRIVATE_KEY).signingKey.sign(tx.unsignedHash);
  return tx;
}

function expectEthersHashes(tx: Transaction, hasChainId: boolean): void {
  const struct = structOf(tx, hasChainId);
  expect(signedHash(struct, CHAIN_ID)).to.equal(tx.unsignedHash);
  expect(transactionHash(struct, CHAIN_ID)).to.equal(keccak256(tx.serialized));
}

describe("Transaction hashes", () => {
  it("of type 113 match the published vector", () => {
    expect(signedHash(BLANK, CHAIN_ID)).to.equal(
      "0xee9034aba1295373590446e5eb113dc3b7f57d7d8ce9f765d0319fda25de0fe8",
    );
  });

  it("of type 113 match zksync-ethers for any transaction", () => {
    fc.assert(
      fc.property(eip712Fields, (fields) => {
        const digest = EIP712Signer.getSignedDigest({
          ...fields,
          type: utils.EIP712_TX_TYPE,
          chainId: CHAIN_ID,
          data: toHex(fields.data),
          customData: {
            gasPerPubdata: fields.gasPerPubdata,
            factoryDeps: fields.factoryDeps,
            paymasterParams: { paymaster: fields.paymaster, paymasterInput: fields.paymasterInput },
          },
        });
        const struct = {
          ...BLANK,
          ...fields,
          from: BigInt(fields.from),
          to: BigInt(fields.to),
          nonce: BigInt(fields.nonce),
          paymaster: BigInt(fields.paymaster),
          factoryDeps: fields.factoryDeps.map((dep) => hashBytecode(dep)),
        };
        expect(signedHash(struct, CHAIN_ID)).to.equal(digest);
      }),
      { numRuns: 30 },
    );
  });

  it("of type 113 combine the digest and the signature's hash", () => {
    fc.assert(
      fc.property(bytes(100), (signature) => {
        const hash = transactionHash({ ...BLANK, signature }, CHAIN_ID);
        const digest = fromHex(signedHash(BLANK, CHAIN_ID));
        expect(hash).to.equal(viemKeccak256(concat(digest, fromHex(viemKeccak256(signature)))));
      }),
      { numRuns: 20 },
    );
  });

  it("depend on the chain id", () => {
    expect(BigInt(zksyncInMemoryNode.id)).to.equal(CHAIN_ID);
    expect(signedHash(BLANK, CHAIN_ID)).not.to.equal(signedHash(BLANK, 324n));
  });

  it("of legacy transactions match ethers, with and without a chain id", () => {
    fc.assert(
      fc.property(ethereumFields, uint(64), fc.boolean(), (fields, gasPrice, hasChainId) => {
        const chainId = hasChainId ? CHAIN_ID : 0n;
        expectEthersHashes(signed({ ...fields, type: 0, gasPrice, chainId }), hasChainId);
      }),
      { numRuns: 20 },
    );
  });

  it("of type 2 match ethers", () => {
    fc.assert(
      fc.property(ethereumFields, uint(64), uint(64), (fields, maxFeePerGas, maxPriorityFeePerGas) => {
        const fees = { maxFeePerGas: maxFeePerGas + maxPriorityFeePerGas, maxPriorityFeePerGas };
        expectEthersHashes(signed({ ...fields, ...fees, type: 2, chainId: CHAIN_ID }), true);
      }),
      { numRuns: 20 },
    );
  });

  it("do not exist for other types", () => {
    for (const type of [1n, 3n, 255n]) {
      expect(() => signedHash({ ...BLANK, type }, CHAIN_ID)).to.throw(UnsupportedTransactionType);
    }
  });
});
