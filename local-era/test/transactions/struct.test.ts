import { expect } from "chai";
import { AbiCoder } from "ethers";
import * as fc from "fast-check";
import { AbiError } from "../../src/primitives/abi-reader.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { decodeTransaction, encodeStruct } from "../../src/transactions/struct.ts";
import type { TransactionStruct } from "../../src/transactions/struct.ts";
import { anyStruct, bytes, uint } from "./builders.ts";

const TUPLE =
  "tuple(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4]," +
  "bytes,bytes,bytes32[],bytes,bytes)";

/** Encodes the struct with ethers, without the offset that leads to a dynamic tuple. */
function encodeWithEthers(tx: TransactionStruct): Uint8Array {
  const members = [
    tx.type,
    tx.from,
    tx.to,
    tx.gasLimit,
    tx.gasPerPubdata,
    tx.maxFeePerGas,
    tx.maxPriorityFeePerGas,
    tx.paymaster,
    tx.nonce,
    tx.value,
    tx.reserved,
    tx.data,
    tx.signature,
    tx.factoryDeps,
    tx.paymasterInput,
    tx.reservedDynamic,
  ];
  return fromHex(AbiCoder.defaultAbiCoder().encode([TUPLE], [members])).subarray(32);
}

describe("The Transaction struct", () => {
  it("is encoded as ethers encodes it", () => {
    fc.assert(
      fc.property(anyStruct, (tx) => {
        expect(toHex(encodeStruct(tx))).to.equal(toHex(encodeWithEthers(tx)));
      }),
      { numRuns: 50 },
    );
  });

  it("is decoded to what was encoded", () => {
    fc.assert(
      fc.property(anyStruct, (tx) => {
        expect(decodeTransaction(encodeStruct(tx))).to.deep.equal(tx);
      }),
      { numRuns: 50 },
    );
  });

  it("is decoded without what follows the tuple", () => {
    fc.assert(
      fc.property(anyStruct, bytes(64), (tx, trailing) => {
        const body = Uint8Array.from([...encodeStruct(tx), ...trailing]);
        expect(decodeTransaction(body)).to.deep.equal(tx);
      }),
      { numRuns: 20 },
    );
  });

  it("is refused when bytes are missing", () => {
    fc.assert(
      fc.property(anyStruct, uint(16), (tx, cut) => {
        const body = encodeStruct({ ...tx, reservedDynamic: Uint8Array.of(1) });
        const shorter = body.subarray(0, body.length - 32 - Number(cut % BigInt(body.length - 32)));
        expect(() => decodeTransaction(shorter)).to.throw(AbiError);
      }),
      { numRuns: 50 },
    );
  });

  it("is refused when an offset or a length points beyond the bytes", () => {
    const body = encodeStruct({
      ...fc.sample(anyStruct, { numRuns: 1, seed: 1 })[0]!,
      data: new Uint8Array(3),
    });
    for (const position of [14, 15, 16, 17, 18, 19]) {
      const broken = body.slice();
      broken.fill(0xff, position * 32, position * 32 + 32);
      expect(() => decodeTransaction(broken)).to.throw(AbiError);
    }
  });
});
