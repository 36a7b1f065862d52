import { expect } from "chai";
import { AbiCoder, keccak256, solidityPacked } from "ethers";
import * as fc from "fast-check";
import { blockHash, genesisHash, rollingHash, ZERO_HASH } from "../../src/chain/block.ts";
import { fixedBytes, uint } from "../transactions/builders.ts";
import { toHex } from "../../src/primitives/hex.ts";

const abi = AbiCoder.defaultAbiCoder();
const hash = fixedBytes(32).map(toHex);

describe("Block hash", () => {
  it("of block 0 is the hash of its number only", () => {
    expect(genesisHash(0n)).to.equal(keccak256(solidityPacked(["uint32"], [0])));
  });

  it("covers number, timestamp, parent and transactions", () => {
    fc.assert(
      fc.property(uint(64), uint(64), hash, fc.array(hash, { maxLength: 4 }), (number, time, parent, txs) => {
        const rolling = txs.reduce<string>(
          (previous, tx) => keccak256(abi.encode(["bytes32", "bytes32"], [previous, tx])),
          ZERO_HASH,
        );
        expect(rollingHash(txs)).to.equal(rolling);
        expect(blockHash(number, time, parent, txs)).to.equal(
          keccak256(
            abi.encode(["uint256", "uint256", "bytes32", "bytes32"], [number, time, parent, rolling]),
          ),
        );
      }),
      { numRuns: 30 },
    );
  });
});
