import { RLP } from "@ethereumjs/rlp";
import { expect } from "chai";
import { concat as concatHex, Transaction, Wallet as EthersWallet } from "ethers";
import * as fc from "fast-check";
import { toHex as viemToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { zksyncInMemoryNode } from "viem/chains";
import { EIP712Signer, utils } from "zksync-ethers";
import { EMPTY, fromHex, toHex } from "../../src/primitives/hex.ts";
import { parseRawTransaction } from "../../src/transactions/raw-transaction.ts";
import { TransactionParseError } from "../../src/transactions/parse-error.ts";
import type { EraTransaction } from "../../src/transactions/transaction.ts";
import { ACCOUNT, address, bytes, CHAIN_ID, container, PRIVATE_KEY, RECIPIENT, uint } from "./builders.ts";

const signer = new EthersWallet(PRIVATE_KEY);
const ZERO_ADDRESS = `0x${"00".repeat(20)}`;

function parse(raw: string): EraTransaction {
  return parseRawTransaction(fromHex(raw), CHAIN_ID);
}

function signEthereum(fields: object): string {
  const tx = Transaction.from({ to: RECIPIENT, nonce: 1, gasLimit: 100_000n, chainId: CHAIN_ID, ...fields });
  tx.signature = signer.signingKey.sign(tx.unsignedHash);
  return tx.serialized;
}

/** Builds the sixteen items of a valid 0x71, with some of them replaced. */
function eip712Items(changes: Record<number, unknown> = {}): string {
  const items: unknown[] = [
    1n,
    2n,
    3n,
    4n,
    fromHex(RECIPIENT),
    5n,
    fromHex("0x1234"),
    CHAIN_ID,
    EMPTY,
    EMPTY,
    CHAIN_ID,
    fromHex(ACCOUNT),
    50_000n,
    [],
    fromHex("0xabcd"),
    [],
  ];
  for (const [index, item] of Object.entries(changes)) items[Number(index)] = item;
  return concatHex(["0x71", toHex(RLP.encode(items as Parameters<typeof RLP.encode>[0]))]);
}

const zksyncFields = fc.record({
  from: address,
  to: address,
  nonce: uint(31).map(Number),
  gasLimit: uint(64),
  gasPerPubdata: fc.bigInt({ min: 1n, max: 2n ** 32n }),
  maxFeePerGas: uint(64),
  maxPriorityFeePerGas: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }),
  value: uint(128),
  data: bytes(80),
  factoryDeps: fc.array(container, { maxLength: 2 }),
  customSignature: fc.uint8Array({ minLength: 1, maxLength: 120 }),
  paymaster: fc.option(fc.record({ paymaster: address, paymasterInput: bytes(40) }), { nil: undefined }),
});

describe("Raw transactions", () => {
  it("of type 113 are read as zksync-ethers writes them", () => {
    fc.assert(
      fc.property(zksyncFields, (fields) => {
        const customData = {
          gasPerPubdata: fields.gasPerPubdata,
          factoryDeps: fields.factoryDeps,
          customSignature: fields.customSignature,
          paymasterParams: fields.paymaster,
        };
        const request = {
          ...fields,
          type: utils.EIP712_TX_TYPE,
          chainId: CHAIN_ID,
          data: toHex(fields.data),
        };
        const tx = parse(utils.serializeEip712({ ...request, customData }));
        const { paymaster, customSignature, ...direct } = fields;
        expect(tx).to.deep.include({ ...direct, nonce: BigInt(fields.nonce), type: 113 });
        expect(tx.signature).to.deep.equal(customSignature);
        expect(tx.paymaster).to.equal(paymaster?.paymaster ?? ZERO_ADDRESS);
        expect(tx.paymasterInput).to.deep.equal(paymaster?.paymasterInput ?? EMPTY);
        expect(tx.signedHash).to.equal(EIP712Signer.getSignedDigest({ ...request, customData }));
      }),
      { numRuns: 40 },
    );
  });

  it("of type 113 are read as viem writes them", () => {
    fc.assert(
      fc.property(zksyncFields, (fields) => {
        const { paymaster, ...direct } = fields;
        const serialize = zksyncInMemoryNode.serializers.transaction;
        const raw = serialize({
          ...direct,
          type: "eip712",
          chainId: zksyncInMemoryNode.id,
          gas: fields.gasLimit,
          data: viemToHex(fields.data),
          maxPriorityFeePerGas: fields.maxPriorityFeePerGas % (fields.maxFeePerGas + 1n),
          factoryDeps: fields.factoryDeps.map(toHex),
          customSignature: toHex(fields.customSignature),
          ...(paymaster && {
            paymaster: paymaster.paymaster,
            paymasterInput: toHex(paymaster.paymasterInput),
          }),
        });
        const tx = parse(raw);
        expect(tx).to.deep.include({
          from: fields.from,
          to: fields.to,
          value: fields.value,
          data: fields.data,
        });
        expect(tx.signature).to.deep.equal(fields.customSignature);
        expect(tx.factoryDeps).to.deep.equal(fields.factoryDeps);
      }),
      { numRuns: 40 },
    );
  });

  it("of type 113 pack an ECDSA signature given by r, s and v", () => {
    const [r, s] = [fromHex(`0x${"11".repeat(32)}`), fromHex(`0x${"22".repeat(31)}`)];
    const expected = (v: number) => `0x${"11".repeat(32)}00${"22".repeat(31)}${v.toString(16)}`;
    for (const [v, packed] of [
      [0n, 27] as const,
      [1n, 28] as const,
      [27n, 27] as const,
      [28n, 28] as const,
    ]) {
      const tx = parse(eip712Items({ 7: v, 8: r, 9: s, 14: EMPTY }));
      expect(toHex(tx.signature)).to.equal(expected(packed));
    }
  });

  it("of type 2 give the same sender and hash as ethers", () => {
    fc.assert(
      fc.property(uint(64), uint(128), bytes(50).map(toHex), (maxFeePerGas, value, data) => {
        const raw = signEthereum({ type: 2, maxFeePerGas, maxPriorityFeePerGas: 0n, value, data });
        const tx = parse(raw);
        expect(tx.from).to.equal(signer.address.toLowerCase());
        expect(tx.hash).to.equal(Transaction.from(raw).hash);
        expect(tx).to.deep.include({ type: 2, value, maxFeePerGas, gasPerPubdata: 50_000n, factoryDeps: [] });
      }),
      { numRuns: 20 },
    );
  });

  it("of the legacy type give the same sender, with and without a chain id", () => {
    for (const chainId of [CHAIN_ID, 0n]) {
      const raw = signEthereum({ type: 0, gasPrice: 7n, chainId });
      const tx = parse(raw);
      expect(tx.from).to.equal(signer.address.toLowerCase());
      expect(tx.hash).to.equal(Transaction.from(raw).hash);
      expect(tx).to.include({ maxFeePerGas: 7n, maxPriorityFeePerGas: 7n, hasChainId: chainId !== 0n });
    }
  });

  it("signed by a viem account are read", async () => {
    const account = privateKeyToAccount(PRIVATE_KEY);
    const raw = await account.signTransaction({ type: "eip1559", chainId: 260, to: RECIPIENT, gas: 9n });
    expect(parse(raw)).to.include({ from: account.address.toLowerCase(), gasLimit: 9n });
  });

  describe("that are invalid", () => {
    const cases: [reason: string, raw: string, message: string | RegExp][] = [
      ["when empty", "0x", "decodeRlpError RlpIsTooShort"],
      ["with an unknown type", "0x03c0", "transaction type is not supported"],
      ["with type 1", "0x01c0", "access lists are not supported"],
      [
        "with an access list",
        signEthereum({ type: 2, accessList: [{ address: RECIPIENT, storageKeys: [] }] }),
        "access lists are not supported",
      ],
      ["for another chain", signEthereum({ type: 2, chainId: 324n }), "wrong chain id 324"],
      ["for another chain, legacy", signEthereum({ type: 0, chainId: 1n }), "wrong chain id 1"],
      ["for another chain, type 113", eip712Items({ 10: 5n }), "wrong chain id 5"],
      ["without a recipient", signEthereum({ type: 2, to: null, data: "0x00" }), "toAddressIsNull"],
      ["without a recipient, type 113", eip712Items({ 4: EMPTY }), "toAddressIsNull"],
      ["without a sender", eip712Items({ 11: EMPTY }), "fromAddressIsNull"],
      ["without a signature", eip712Items({ 14: EMPTY }), "incompleteSignature"],
      ["with half a paymaster", eip712Items({ 15: [fromHex(RECIPIENT)] }), "malformed paymaster params"],
      [
        "with a paymaster of 19 bytes",
        eip712Items({ 15: [new Uint8Array(19), EMPTY] }),
        "malformed paymaster params",
      ],
      ["with too large a nonce", eip712Items({ 0: 2n ** 32n }), "nonce has max value"],
      ["with too large a fee", eip712Items({ 2: 2n ** 64n }), "max fee per gas higher than 2^64-1"],
      ["with too large a tip", eip712Items({ 1: 2n ** 64n }), "max priority fee per gas higher than 2^64-1"],
      [
        "with too large a pubdata price",
        eip712Items({ 12: 2n ** 64n }),
        "max fee per pubdata byte higher than 2^64-1",
      ],
      ["with a pubdata price of zero", eip712Items({ 12: 0n }), "gas per pub data limit is zero"],
      [
        "with too much data",
        eip712Items({ 6: new Uint8Array(1_200_000) }),
        "oversized data. max: 1200000; actual: 1200832",
      ],
      [
        "with a bytecode of an odd length",
        eip712Items({ 13: [new Uint8Array(31)] }),
        /^factory dependency #0 is invalid: Bytecode length is not divisible by 32: .*EVM code/,
      ],
      [
        "with a bytecode of an even number of words",
        eip712Items({ 13: [new Uint8Array(64)] }),
        /^factory dependency #0 is invalid: Bytecode has even number of 32-byte words: .*EVM code/,
      ],
      [
        "with EraVM bytecode",
        eip712Items({ 13: [new Uint8Array(96)] }),
        /^factory dependency #0 is invalid: .*local-era.*zksolc\.$/s,
      ],
      ["with a missing item", "0x71c0", /^decodeRlpError RlpIncorrectListLen: 16 items expected, 0 given/],
      ["when they are not a list", "0x7180", "decodeRlpError RlpExpectedToBeList"],
      ["when they are cut off", eip712Items().slice(0, -2), /^decodeRlpError /],
      ["with bytes after it", `${eip712Items()}00`, /^decodeRlpError /],
      ["with leading zeros", eip712Items({ 0: Uint8Array.of(0, 1) }), /RlpInvalidIndirection: nonce/],
      ["with a number of 33 bytes", eip712Items({ 5: new Uint8Array(33).fill(1) }), /RlpIsTooBig: value/],
      ["with a recipient of 19 bytes", eip712Items({ 4: new Uint8Array(19) }), /RlpInvalidLength: to/],
      ["with a list for a number", eip712Items({ 3: [] }), /RlpExpectedToBeData: gasLimit/],
    ];
    for (const [reason, raw, message] of cases) {
      it(`are refused ${reason}`, () => {
        expect(() => parse(raw)).to.throw(TransactionParseError, message);
        if (typeof message === "string")
          expect(() => parse(raw)).to.throw(new RegExp(`^${escape(message)}$`));
      });
    }

    it("are refused with a signature that nobody can have made", () => {
      const zero = new Uint8Array(0);
      const items = [CHAIN_ID, 1n, 1n, 1n, 1n, fromHex(RECIPIENT), 0n, zero, [], 0n, zero, zero];
      const raw = concatHex(["0x02", toHex(RLP.encode(items))]);
      expect(() => parse(raw)).to.throw(TransactionParseError, "invalid signature");
    });
  });

  it("of random bytes are refused with the chain's error, never another", () => {
    const prefix = fc.constantFrom([0x71], [0x02], [0xf8], []);
    fc.assert(
      fc.property(prefix, bytes(200), (first, rest) => {
        expect(() => parseRawTransaction(Uint8Array.from([...first, ...rest]), CHAIN_ID)).to.throw(
          TransactionParseError,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("with one byte changed are another transaction or refused", () => {
    const original = fromHex(
      signEthereum({ type: 2, maxFeePerGas: 10n ** 9n, value: 123_456n, data: "0x1234" }),
    );
    const hash = parseRawTransaction(original, CHAIN_ID).hash;
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (position, flip) => {
        const changed = original.slice();
        changed[position]! ^= flip;
        try {
          expect(parseRawTransaction(changed, CHAIN_ID).hash).not.to.equal(hash);
        } catch (error) {
          expect(error).to.be.instanceOf(TransactionParseError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
