import { expect } from "chai";
import { encodeRlp, getBytes, hexlify } from "ethers";
import type { RlpStructuredData } from "ethers";
import * as fc from "fast-check";
import { toHex } from "../../src/primitives/hex.ts";
import { methods } from "../../src/rpc/methods.ts";
import { counterInterface, walletOn } from "../rpc/deployment.ts";
import { RunningNode } from "../rpc/running-node.ts";
import { BASE_FEE, RICH, STRANGER, useLab } from "./lab.ts";

/** Returns everything the node keeps, in a form that is equal if and only if the states are. */
type State = string;

interface Answer {
  readonly jsonrpc: string;
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * Excludes methods that start mining by time, which would change the state at any moment, and mining many blocks, which
 * only takes time.
 */
const NOT_FUZZED = /_setIntervalMining$|_mine$/;
const METHODS = Object.keys(methods).filter((name) => !NOT_FUZZED.test(name));
const CODES = [3, -32600, -32601, -32602, -32603, -32700];

/** Changes some bytes once: replaces a byte, removes or inserts some, or changes the type. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant("change" as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant("cut" as const), at: fc.nat(), byte: fc.nat(20) }),
  fc.record({ kind: fc.constant("insert" as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant("type" as const), at: fc.constant(0), byte: fc.nat(255) }),
);

function mutate(raw: string, { kind, at, byte }: { kind: string; at: number; byte: number }): string {
  const bytes = [...getBytes(raw)];
  const position = at % Math.max(1, bytes.length);
  if (kind === "change" || kind === "type") bytes[position] = byte;
  if (kind === "cut") bytes.splice(position, byte);
  if (kind === "insert") bytes.splice(position, 0, byte);
  return hexlify(Uint8Array.from(bytes));
}

/** Generates arbitrary RLP, with strings and lists where others are expected. */
const rlpItem: fc.Arbitrary<RlpStructuredData> = fc.letrec<{ item: RlpStructuredData }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.uint8Array({ maxLength: 40 }).map(toHex),
    fc.constantFrom("0x", "0x01", `0x${"ff".repeat(32)}`, STRANGER, "0x00"),
    fc.array(tie("item"), { maxLength: 3 }),
  ),
})).item;

const stateOf = (node: RunningNode) => node.call<State>("anvil_dumpState");

async function ask(node: RunningNode, body: string): Promise<Answer | Answer[] | undefined> {
  const text = await (await node.post(body)).text();
  return text === "" ? undefined : (JSON.parse(text) as Answer | Answer[]);
}

function expectAnswer(answer: Answer): void {
  expect(answer.jsonrpc).to.equal("2.0");
  expect("result" in answer).to.equal(answer.error === undefined);
  if (answer.error === undefined) return;
  expect(answer.error.code).to.be.oneOf(CODES);
  expect(answer.error.message).to.be.a("string").and.not.equal("");
}

describe("Raw transactions", function () {
  this.timeout(120_000);
  const lab = useLab();
  let valid: string[];

  before(async () => {
    const wallet = walletOn(lab().node, RICH!.privateKey);
    const data = counterInterface.encodeFunctionData("add", [1n]);
    const fee = { maxFeePerGas: BASE_FEE, maxPriorityFeePerGas: 0n };
    const request = { to: lab().counter, data, gasLimit: 400_000n, nonce: await wallet.getNonce() };
    valid = [
      await wallet.signTransaction({ ...request, type: 0, gasPrice: BASE_FEE }),
      await wallet.signTransaction({ ...request, ...fee, type: 2 }),
      await wallet.signTransaction({ ...request, ...fee, type: 113, customData: { factoryDeps: [] } }),
    ];
    wallet.provider.destroy();
  });

  /** Sends a raw transaction. A refused one must not change anything; an accepted one is undone. */
  async function sendRaw(raw: string): Promise<void> {
    const { node } = lab();
    const before = await stateOf(node);
    const snapshot = await node.call<string>("evm_snapshot");
    const body = { jsonrpc: "2.0", id: 1, method: "eth_sendRawTransaction", params: [raw] };
    const answer = (await ask(node, JSON.stringify(body))) as Answer;
    expectAnswer(answer);
    if (answer.error !== undefined) {
      expect(answer.error.code).to.equal(3);
      expect(await stateOf(node)).to.equal(before);
    }
    await node.call("evm_revert", snapshot);
  }

  it("derived from valid ones are accepted, or refused without a trace", () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(2),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        async (index, mutations) => sendRaw(mutations.reduce(mutate, valid[index]!)),
      ),
      { numRuns: 150 },
    ));

  it("of arbitrary RLP are refused without a trace", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom("0x71", "0x02", "0x01", "0x"),
        fc.oneof(fc.array(rlpItem, { minLength: 16, maxLength: 16 }), fc.array(rlpItem, { maxLength: 17 })),
        async (type, items) => sendRaw(type + encodeRlp(items).slice(2)),
      ),
      { numRuns: 150 },
    ));
});

const parameter = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(STRANGER, "latest", "0x0", "0x", true, `0x${"11".repeat(32)}`, -1, 1e300, "0xzz"),
  fc.record(
    {
      to: fc.constantFrom<unknown>(STRANGER, null, "0x"),
      from: fc.constantFrom<unknown>(STRANGER, RICH!.address, 7),
      data: fc.oneof(fc.uint8Array({ maxLength: 70 }).map(toHex), fc.string()),
      value: fc.oneof(fc.constantFrom<unknown>("0x1", `0x${"f".repeat(65)}`), fc.double()),
      eip712Meta: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: [] },
  ),
);

const envelope = fc.record(
  {
    jsonrpc: fc.oneof({ weight: 3, arbitrary: fc.constant("2.0") }, fc.jsonValue({ maxDepth: 1 })),
    id: fc.jsonValue({ maxDepth: 1 }),
    method: fc.oneof(
      fc.constantFrom("eth_chainId", "eth_call", "constructor"),
      fc.jsonValue({ maxDepth: 1 }),
    ),
    params: fc.jsonValue({ maxDepth: 2 }),
    more: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: [] },
);

const anyBody = fc.oneof(
  envelope.map((request) => JSON.stringify(request)),
  fc.array(envelope, { maxLength: 4 }).map((batch) => JSON.stringify(batch)),
  fc.json(),
  fc.string(),
  fc.tuple(envelope, fc.nat()).map(([request, at]) => JSON.stringify(request).slice(0, at % 60)),
);

describe("JSON-RPC requests", function () {
  this.timeout(120_000);
  let node: RunningNode;

  before(async () => {
    node = await RunningNode.start();
  });
  after(() => node.stop());

  it("with any params are answered, and errors change nothing", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...METHODS),
        fc.array(parameter, { maxLength: 3 }),
        async (method, params) => {
          const before = await stateOf(node);
          const answer = (await ask(
            node,
            JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
          )) as Answer;
          expectAnswer(answer);
          if (answer.error !== undefined) expect(await stateOf(node)).to.equal(before);
        },
      ),
      { numRuns: 400 },
    ));

  it("of any other form get a JSON-RPC response or none, and change nothing", async () => {
    const before = await stateOf(node);
    await fc.assert(
      fc.asyncProperty(anyBody, async (text) => {
        for (const answer of [(await ask(node, text)) ?? []].flat()) expectAnswer(answer);
      }),
      { numRuns: 400 },
    );
    expect(await stateOf(node)).to.equal(before);
  });
});
