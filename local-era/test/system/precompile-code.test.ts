import { expect } from "chai";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Looking {
    function lookAt(address at) external view returns (uint256 size, bytes32 hash) { return (at.code.length, at.codehash); }
}`;

const EMPTY_HASH = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

describe("The code of precompiles", () => {
  let chain: LocalChain;
  let looking: Deployed;

  before(async function () {
    this.timeout(30_000);
    chain = new LocalChain();
    looking = await chain.deploy(compile(SOURCE).get("Looking")!);
  });

  const lookAt = (address: Address) => chain.read(looking, "lookAt", [address]);

  it("is seen by contracts above 0xff, where P256Verify is a contract like any other", async () => {
    const { P256Verify } = SystemAddress;
    const size = BigInt(chain.world.code(P256Verify).length);
    expect(size).to.not.equal(0n);
    expect(await lookAt(P256Verify)).to.deep.equal([size, chain.world.codeHash(P256Verify)]);
  });

  it("is not seen by contracts up to 0xff, though the chain has it", async () => {
    const { EcRecover, Sha256 } = SystemAddress;
    for (const address of [EcRecover, Sha256]) {
      expect(chain.world.code(address).length).to.be.greaterThan(0);
      expect(await lookAt(address)).to.deep.equal([0n, EMPTY_HASH]);
    }
  });
});
