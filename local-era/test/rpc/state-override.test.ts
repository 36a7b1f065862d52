import { expect } from "chai";
import { toHex } from "../../src/primitives/hex.ts";
import { compile } from "../helpers/compile.ts";
import { artifact } from "./counter.ts";
import { counterInterface, deployCounter } from "./deployment.ts";
import { ACCOUNT, useFreshNode } from "./fresh-node.ts";

const encode = (name: string, ...args: unknown[]): string => counterInterface.encodeFunctionData(name, args);

/** Reads changed storage by address. */
type Storages = Record<string, { storage: Record<string, string> }>;

describe("State overrides", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("replace code and all of the storage for one call", async () => {
    const counter = await deployCounter(chain().wallet, 5n);
    const { bytecode } = artifact("Counter");
    const elsewhere = { to: ACCOUNT, data: encode("count") };
    const code = compile("contract C { uint256 public count = 4; uint256 a = 9; }").get("C")!.bytecode;
    expect(
      BigInt(
        await chain().call<string>("eth_call", elsewhere, "latest", {
          [ACCOUNT]: { code: toHex(code) },
        }),
      ),
    ).to.equal(4n);
    const emptied = { [counter]: { state: { "0x7": "0x1" } } };
    const call = { to: counter, data: encode("count") };
    expect(BigInt(await chain().call<string>("eth_call", call, "latest", emptied))).to.equal(0n);
    expect(BigInt(await chain().call<string>("eth_call", call))).to.equal(5n);
    expect(await chain().call("eth_getCode", ACCOUNT)).to.equal("0x");
    expect(await chain().call("eth_getCode", counter)).to.equal(bytecode);
    const trace = await chain().call<{ output: string }>("debug_traceCall", call, "latest", {
      stateOverrides: { [counter]: { stateDiff: { "0x0": "0x63" } } },
    });
    expect(BigInt(trace.output)).to.equal(99n);
  });

  it("change some of the storage for one call", async () => {
    const counter = await deployCounter(chain().wallet);
    const override = { [counter]: { stateDiff: { "0x0": `0x${"63".padStart(64, "0")}` } } };
    const call = { to: counter, data: encode("count") };
    expect(BigInt(await chain().call<string>("eth_call", call, "latest", override))).to.equal(99n);
    expect(BigInt(await chain().call<string>("eth_call", call, "latest"))).to.equal(5n);
  });

  it("also apply to estimates", async () => {
    const poor = { from: ACCOUNT, to: ACCOUNT, value: "0xde0b6b3a7640000" };
    const rich = { [ACCOUNT]: { balance: "0xde0b6b3a7640000" } };
    expect((await chain().failure("eth_estimateGas", poor, "latest")).code).to.equal(3);
    expect(BigInt(await chain().call<string>("eth_estimateGas", poor, "latest", rich)) > 24_070n).to.equal(
      true,
    );
    expect((await chain().failure("zks_estimateFee", poor)).code).to.equal(3);
    expect(await chain().call("zks_estimateFee", poor, rich)).to.have.property("gas_limit");
    expect(await chain().balance(ACCOUNT)).to.equal("0x0");

    const reverting = compile("contract R { fallback() external { revert(); } }").get("R")!;
    const broken = { [ACCOUNT]: { code: toHex(reverting.bytecode) } };
    const request = { from: `0x${"31".repeat(20)}`, to: ACCOUNT };
    for (const [method, ...rest] of [
      ["eth_estimateGas", "latest"],
      ["zks_estimateFee"],
      ["zks_estimateGasL1ToL2"],
    ]) {
      await chain().call(method!, request);
      expect((await chain().failure(method!, request, ...rest, broken)).code).to.equal(3);
      const nonsense = await chain().failure(method!, request, ...rest, { [ACCOUNT]: { nonsense: "0x0" } });
      expect(nonsense.code).to.equal(-32602);
    }
  });

  it("are the state that the call starts from, and not among its changes", async () => {
    const counter = await deployCounter(chain().wallet);
    const call = { to: counter, data: encode("add", 2n) };
    const diff = await chain().call<{ pre: Storages; post: Storages }>("debug_traceCall", call, "latest", {
      tracer: "prestateTracer",
      tracerConfig: { diffMode: true },
      stateOverrides: { [counter]: { stateDiff: { "0x0": "0x63", "0x9": "0x1" } } },
    });
    const slot = `0x${"0".repeat(64)}`;
    expect(BigInt(diff.pre[counter]!.storage[slot]!)).to.equal(0x63n);
    expect(BigInt(diff.post[counter]!.storage[slot]!)).to.equal(0x65n);
    expect(Object.keys(diff.post[counter]!.storage)).to.deep.equal([slot]);
  });
});
