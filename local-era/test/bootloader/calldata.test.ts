import { expect } from "chai";
import { Interface } from "ethers";
import * as fc from "fast-check";
import { utils } from "zksync-ethers";
import { toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import type { EraTransaction } from "../../src/transactions/transaction.ts";
import type { CallFrame } from "../../src/vm/call-frame.ts";
import { compile } from "../helpers/compile.ts";
import { BASE_FEE, LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { withCustomSignature } from "../helpers/signed-transaction.ts";
import { container } from "../transactions/builders.ts";
import { PROBE_SOURCE } from "./probe-account.ts";

const STRUCT =
  "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,bytes32[],bytes,bytes)";
const account = new Interface([
  `function validateTransaction(bytes32, bytes32, ${STRUCT})`,
  `function payForTransaction(bytes32, bytes32, ${STRUCT})`,
  `function prepareForPaymaster(bytes32, bytes32, ${STRUCT})`,
  `function executeTransaction(bytes32, bytes32, ${STRUCT})`,
  `function validateAndPayForPaymasterTransaction(bytes32, bytes32, ${STRUCT})`,
  `function postTransaction(bytes, ${STRUCT}, bytes32, bytes32, uint8, uint256)`,
]);
const CONTEXT = toHex(new TextEncoder().encode("remember me"));

/** Describes the struct of protocol version 28, field by field, as it was signed. */
function structOf(tx: EraTransaction): unknown[] {
  return [
    113,
    BigInt(tx.from),
    BigInt(tx.to),
    tx.gasLimit,
    tx.gasPerPubdata,
    tx.maxFeePerGas,
    tx.maxPriorityFeePerGas,
    BigInt(tx.paymaster),
    tx.nonce,
    tx.value,
    [0, 0, 0, 0],
    tx.data,
    tx.signature,
    tx.factoryDeps.map((dep) => utils.hashBytecode(dep)),
    tx.paymasterInput,
    "0x",
  ];
}

/** Lists whom the bootloader itself called, and with what. */
const callsOf = (trace: readonly CallFrame[]) =>
  trace.map(({ from, to, value, input }) => ({ from, to, value, input: toHex(input) }));

describe("The bootloader's calls", () => {
  let chain: LocalChain;
  let sender: Deployed;
  let paymaster: Deployed;

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(PROBE_SOURCE);
    sender = await chain.deploy(contracts.get("ProbeAccount")!);
    paymaster = await chain.deploy(contracts.get("ProbePaymaster")!);
    chain.world.setAccountVersion(sender.address, 1);
    for (const { address } of [sender, paymaster]) chain.world.setBalance(address, 10n ** 24n);
  });

  /** Describes a call with the protocol's layout, from the bootloader, without value. */
  function expected(name: string, tx: EraTransaction, to: string = sender.address) {
    const input = account.encodeFunctionData(name, [tx.hash, tx.signedHash, structOf(tx)]);
    return { from: SystemAddress.Bootloader, to, value: 0n, input };
  }

  const transaction = fc.record({
    value: fc.bigInt({ min: 0n, max: 1000n }),
    data: fc.uint8Array({ maxLength: 70 }).map(toHex),
    gasLimit: fc.bigInt({ min: 2_000_000n, max: 90_000_000n }),
    maxFeePerGas: fc.bigInt({ min: BASE_FEE, max: 2n * BASE_FEE }),
  });
  const signature = fc.uint8Array({ minLength: 1, maxLength: 70 }).map(toHex);
  const factoryDeps = fc.array(container, { maxLength: 2 });

  it("have the calldata that the protocol defines for validate, pay and execute", () =>
    fc.assert(
      fc.asyncProperty(transaction, signature, factoryDeps, async (fields, signed, deps) => {
        const nonce = Number(chain.world.minNonce(sender.address));
        const wish = { from: sender.address, to: OTHER, nonce, ...fields, customData: { factoryDeps: deps } };
        const tx = withCustomSignature(wish, signed);
        const { trace } = await chain.bootloader.run(tx, chain.block);
        expect(callsOf(trace)).to.deep.equal(
          ["validateTransaction", "payForTransaction", "executeTransaction"].map((name) =>
            expected(name, tx),
          ),
        );
      }),
      { numRuns: 25 },
    ));

  it("have the calldata that the protocol defines with a paymaster, including its context", () =>
    fc.assert(
      fc.asyncProperty(transaction, signature, async (fields, signed) => {
        const nonce = Number(chain.world.minNonce(sender.address));
        const paymasterParams = utils.getPaymasterParams(paymaster.address, {
          type: "General",
          innerInput: "0xbeef",
        });
        const wish = { from: sender.address, to: OTHER, nonce, ...fields, customData: { paymasterParams } };
        const tx = withCustomSignature(wish, signed);
        const { trace } = await chain.bootloader.run(tx, chain.block);
        const calls = callsOf(trace);
        expect(calls.slice(0, 4)).to.deep.equal([
          expected("validateTransaction", tx),
          expected("prepareForPaymaster", tx),
          expected("validateAndPayForPaymasterTransaction", tx, paymaster.address),
          expected("executeTransaction", tx),
        ]);
        const { from, to, input } = calls[4]!;
        expect([from, to, calls.length]).to.deep.equal([SystemAddress.Bootloader, paymaster.address, 5]);
        const post = account.decodeFunctionData("postTransaction", input);
        const again = account.encodeFunctionData("postTransaction", [
          ...post.slice(0, 1),
          structOf(tx),
          ...post.slice(2),
        ]);
        expect(input).to.equal(again);
        expect([post[0], post[2], post[3], post[4]]).to.deep.equal([CONTEXT, tx.hash, tx.signedHash, 1n]);
        expect(post[5] <= tx.gasLimit).to.equal(true);
      }),
      { numRuns: 25 },
    ));
});
