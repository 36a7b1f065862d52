import { expect } from "chai";
import { toBeHex } from "ethers";
import * as fc from "fast-check";
import { utils } from "zksync-ethers";
import { artifact } from "../rpc/counter.ts";
import { counterInterface, walletOn } from "../rpc/deployment.ts";
import { RunningNode } from "../rpc/running-node.ts";
import { RICH, SECOND, STRANGER } from "./lab.ts";

/** Does one thing to a node and returns all of the node's responses. */
type Step = (node: RunningNode) => Promise<unknown>;

const COUNTER = utils.createAddress(RICH!.address, 0);

function request(method: string, ...params: unknown[]): Step {
  return async (node) => (await node.post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }))).json();
}

/** Sends with a key, whether or not it succeeds; the receipt is one of the responses. */
function send(key: string, fields: object): Step {
  return async (node) => {
    const wallet = walletOn(node, key);
    try {
      const { hash } = await wallet.sendTransaction({ gasLimit: 900_000n, ...fields });
      return { hash, receipt: await node.call("eth_getTransactionReceipt", hash) };
    } catch (error) {
      return String((error as { error?: { message: string } }).error?.message ?? error);
    } finally {
      wallet.provider.destroy();
    }
  };
}

function deploy(count: bigint): Step {
  const { bytecode } = artifact("Counter");
  const hash = utils.hashBytecode(bytecode);
  const input = counterInterface.encodeDeploy([count]);
  const data = utils.CONTRACT_DEPLOYER.encodeFunctionData("create", [`0x${"00".repeat(32)}`, hash, input]);
  const customData = { factoryDeps: [bytecode], gasPerPubdata: 50_000n };
  return send(RICH!.privateKey, { to: utils.CONTRACT_DEPLOYER_ADDRESS, data, customData });
}

const key = fc.constantFrom(RICH!.privateKey, SECOND!.privateKey);
const add = (n: bigint) => counterInterface.encodeFunctionData("add", [n]);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.bigInt({ min: 0n, max: 9n }).map(deploy),
  fc
    .tuple(key, fc.bigInt({ min: 0n, max: 120n }))
    .map(([from, n]) => send(from, { to: COUNTER, data: add(n) })),
  fc.tuple(key, fc.bigInt({ min: 0n, max: 9n })).map(([from, value]) => send(from, { to: STRANGER, value })),
  key.map((from) => send(from, { to: STRANGER, nonce: 77 })),
  fc.nat(1000).map((seconds) => request("evm_increaseTime", seconds)),
  fc.nat(3).map((blocks) => request("hardhat_mine", toBeHex(blocks), "0x5")),
  fc
    .bigInt({ min: 0n, max: 99n })
    .map((wei) => request("hardhat_setBalance", STRANGER, `0x${wei.toString(16)}`)),
  fc
    .bigInt({ min: 1n, max: 99n })
    .map((wei) => request("anvil_setNextBlockBaseFeePerGas", toBeHex(45_250_000n + wei))),
  fc.constant(request("evm_snapshot")),
  fc.nat(3).map((id) => request("evm_revert", toBeHex(id + 1))),
  fc.boolean().map((on) => request("evm_setAutomine", on)),
  fc.constant(request("eth_getBlockByNumber", "latest", true)),
  fc.constant(request("eth_getLogs", { fromBlock: "0x0" })),
  fc.constant(request("eth_call", { from: SECOND!.address, to: COUNTER, data: add(3n) })),
  fc.constant(request("eth_estimateGas", { from: SECOND!.address, to: COUNTER, data: add(3n) })),
);

/** Performs steps on a node one after another; returns all responses and the final state. */
async function play(node: RunningNode, steps: readonly Step[]): Promise<unknown[]> {
  await node.call("evm_setAutomine", true);
  await node.call("anvil_reset");
  const said: unknown[] = [];
  for (const take of steps) said.push(await take(node));
  return [...said, await node.call("anvil_dumpState")];
}

describe("Two nodes", function () {
  this.timeout(180_000);

  it("that receive the same requests respond alike and end in the same state", () =>
    RunningNode.with([], (first) =>
      RunningNode.with([], (second) =>
        fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
            expect(await play(first, steps)).to.deep.equal(await play(second, steps));
          }),
          { numRuns: 15 },
        ),
      ),
    ));

  it("end in the same state even if one of them also serves reads and simulations", () =>
    RunningNode.with([], async (node) => {
      const reads = [
        request("eth_call", { from: SECOND!.address, to: COUNTER, data: add(3n) }),
        request("eth_estimateGas", { from: SECOND!.address, to: STRANGER, value: "0x1" }),
        request("debug_traceCall", { from: SECOND!.address, to: COUNTER, data: add(3n) }),
        request("eth_getLogs", { fromBlock: "0x0" }),
      ];
      const steps = [
        deploy(3n),
        send(SECOND!.privateKey, { to: COUNTER, data: add(2n) }),
        request("evm_mine"),
      ];
      const alone = (await play(node, steps)).at(-1);
      expect(
        (
          await play(
            node,
            steps.flatMap((one) => [...reads, one]),
          )
        ).at(-1),
      ).to.equal(alone);
    }));
});
