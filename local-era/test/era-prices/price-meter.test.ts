import { expect } from "chai";
import fc from "fast-check";
import { precompilePrices, PRICE_KINDS } from "../../src/era-prices/price-table.ts";
import type { PriceKind } from "../../src/era-prices/price-table.ts";
import { totalPrice } from "../../src/era-prices/price-meter.ts";
import type { EraPrices } from "../../src/era-prices/price-meter.ts";
import { precompiles } from "../../src/vm/precompiles.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
import {SystemContractHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractHelper.sol";

contract Priced {
    uint256 internal word = 1;
    uint256 internal other = 1;
    uint256 internal immutable fixed_ = 7;
    event Told(uint256);
    constructor() payable {}
    receive() external payable {}

    function nothing() external {}
    function readOnce() external view returns (uint256 word) { assembly { word := sload(0) } }
    function readTwice() external view returns (uint256) { return this.readOnce() + this.readOnce(); }
    function readTwo() external view returns (uint256 word) { assembly { word := add(sload(0), sload(1)) } }
    function writeOnce() external { assembly { sstore(0, 2) } }
    function writeSame() external { assembly { sstore(0, 1) } }
    function hash(uint256 length) external pure returns (bytes32 word) { assembly { word := keccak256(0, length) } }
    function sha(uint256 length) external view { assembly { pop(staticcall(gas(), 2, 0, length, 0, 0)) } }
    function recover() external view { assembly { pop(staticcall(gas(), 1, 0, 128, 0, 0)) } }
    function p256() external view { assembly { pop(staticcall(gas(), 0x100, 0, 160, 0, 0)) } }
    function readImmutable() external view returns (uint256) { return fixed_; }
    function tell() external { emit Told(1); }
    function balanceOfOther() external view returns (uint256 word) { assembly { word := balance(${OTHER}) } }
    function timestamp() external view returns (uint256 word) { assembly { word := timestamp() } }
    function send() external { assembly { pop(call(gas(), ${OTHER}, 1, 0, 0, 0, 0)) } }
    function callSelf() external { assembly { pop(call(gas(), address(), 0, 0, 0, 0, 0)) } }
    function burn(uint32 gas_) external view { SystemContractHelper.unsafePrecompileCall(0, gas_, 0); }
}`;

describe("The meter of Era's prices", () => {
  let chain: LocalChain;
  let priced: Deployed;
  let empty: EraPrices;

  before(async function () {
    this.timeout(30_000);
    chain = new LocalChain();
    priced = await chain.deploy(compile(SOURCE).get("Priced")!);
    chain.world.setBalance(priced.address, 10n);
    empty = await pricesOf("nothing");
  });

  async function pricesOf(name: string, ...args: unknown[]): Promise<EraPrices> {
    const data = Buffer.from(priced.abi.encodeFunctionData(name, args).slice(2), "hex");
    const request = chain.request({ to: priced.address, data });
    const { prices, success } = await chain.bootloader.call(request, chain.block, { isPriced: true });
    expect(success).to.equal(true);
    return prices!;
  }

  async function price(kind: PriceKind, name: string, ...args: unknown[]): Promise<number> {
    return (await pricesOf(name, ...args))[kind] - empty[kind];
  }

  it("prices a storage read at 2,008, cold or warm", async () => {
    expect(await price("storage", "readOnce")).to.equal(2_008);
    expect(await price("storage", "readTwice")).to.equal(2 * 2_008);
    expect(await price("storage", "readTwo")).to.equal(2 * 2_008);
  });

  it("prices a storage write at 5,511, whatever the slot held", async () => {
    expect(await price("storage", "writeOnce")).to.equal(5_511);
    expect(await price("storage", "writeSame")).to.equal(5_511);
  });

  it("prices hashing by the blocks of the hash function", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(1_500), async (length) => {
        expect(await price("hashing", "hash", length)).to.equal(600 + 40 * (Math.floor(length / 136) + 1));
        expect(await price("hashing", "sha", length)).to.equal(60 * Math.ceil((length + 9) / 64));
      }),
      { numRuns: 15 },
    ));

  it("prices signatures by their curve", async () => {
    expect(await price("signatures", "recover")).to.equal(7_000);
    expect(await price("signatures", "p256")).to.equal(12_000);
  });

  it("has a price for every precompile", () => {
    for (const address of precompiles.keys()) expect(precompilePrices.has(address), address).to.equal(true);
  });

  it("leaves out an instruction that the frame has no gas for", async () => {
    const data = Buffer.from(priced.abi.encodeFunctionData("hash", [2n ** 40n]).slice(2), "hex");
    const request = chain.request({ to: priced.address, data });
    const { success, prices } = await chain.bootloader.call(request, chain.block, { isPriced: true });
    expect([success, prices!.hashing]).to.deep.equal([false, 0]);
  });

  it("prices a call together with the code that the compiler generates around it", async () => {
    expect(await price("calls", "recover")).to.equal(450);
    expect(await price("calls", "callSelf")).to.equal(450);
  });

  it("prices a lookup in a system contract as a call and a storage read", async () => {
    for (const name of ["balanceOfOther", "timestamp"]) {
      expect(await price("storage", name)).to.equal(2_008);
      expect(await price("calls", name)).to.equal(450);
    }
  });

  it("prices an immutable as a lookup in a mapping of mappings", async () => {
    expect(await price("storage", "readImmutable")).to.equal(2_008);
    expect(await price("calls", "readImmutable")).to.equal(450);
    expect(await price("hashing", "readImmutable")).to.equal(2 * 640);
  });

  it("prices a transfer of ETH as the work of two system contracts", async () => {
    expect(await price("storage", "send")).to.equal(2 * 2_008 + 2 * 5_511);
    expect(await price("calls", "send")).to.equal(450 + 5 * 183);
  });

  it("prices an event", async () => {
    const [calls, other] = [await price("calls", "tell"), await price("other", "tell")];
    expect(calls).to.equal(183);
    expect(other).to.be.within(300, 400);
  });

  it("counts gas that code burns with EraVM's precompile call", async () => {
    const [little, much] = [await price("other", "burn", 0), await price("other", "burn", 123_456)];
    expect(much - little).to.equal(123_456);
  });

  it("adds up the prices of all kinds", () => {
    const sum = PRICE_KINDS.reduce((total, kind) => total + empty[kind], 0);
    expect(totalPrice(empty)).to.equal(sum);
  });
});
