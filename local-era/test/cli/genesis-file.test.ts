import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Hex } from "../../src/primitives/hex.ts";
import { readGenesisFile } from "../../src/cli/genesis-file.ts";
import { RunningNode } from "../rpc/running-node.ts";

const OWNER: Hex = `0x${"ab".repeat(20)}`;
const HASH = `0x${"11".repeat(32)}`;

describe("A genesis file", function () {
  this.timeout(30_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "local-era-genesis-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function written(content: unknown): string {
    const path = join(folder, "genesis.json");
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }

  it("says what block 0 is and what accounts own in it, before and after anvil_reset", async () => {
    const path = written({
      config: { chainId: 324 },
      timestamp: "0x64",
      hash: HASH,
      difficulty: "0x1",
      alloc: { [OWNER]: { balance: "0x7", nonce: 3, storage: { "0x1": "0x2" } } },
    });
    await RunningNode.with([`--init=${path}`], async (node) => {
      for (let round = 0; round < 2; round++) {
        expect(await node.call("eth_chainId")).to.equal("0x144");
        expect(await node.call("eth_getBlockByNumber", "0x0", false)).to.include({
          hash: HASH,
          timestamp: "0x64",
        });
        expect(await node.call("eth_getBalance", OWNER)).to.equal("0x7");
        expect(await node.call("eth_getTransactionCount", OWNER)).to.equal("0x3");
        expect(await node.call("eth_getStorageAt", OWNER, "0x1")).to.equal(`0x${"2".padStart(64, "0")}`);
        await node.call("evm_mine");
        expect(await node.call("eth_getBlockByNumber", "0x1", false)).to.include({ parentHash: HASH });
        await node.call("anvil_reset");
      }
    });
  });

  it("has decimal numbers in texts, as Ethereum's have, unless they begin with 0x", () => {
    const highest = 2n ** 256n - 1n;
    const alloc = { [OWNER]: { balance: String(highest), nonce: "010", storage: { "10": "20" } } };
    const genesis = readGenesisFile(written({ chainId: "324", timestamp: "100", alloc }));
    expect(genesis).to.deep.include({ chainId: 324n, timestamp: 100n });
    expect(genesis.accounts.get(OWNER)).to.deep.equal({
      balance: highest,
      nonce: 10n,
      storage: new Map([[16n, 32n]]),
    });
  });

  it("may have its numbers without a text, up to the highest that JSON keeps as it is", () => {
    const alloc = { [OWNER]: { nonce: Number.MAX_SAFE_INTEGER } };
    expect(readGenesisFile(written({ alloc })).accounts.get(OWNER)).to.include({ nonce: 2n ** 53n - 1n });
  });

  it("gives way to the flags", async () => {
    const path = written({ chainId: 324, timestamp: 100 });
    await RunningNode.with([`--init=${path}`, "--chain-id=9"], async (node) => {
      expect(await node.call("eth_chainId")).to.equal("0x9");
      expect(await node.call("config_getCurrentTimestamp")).to.equal(100);
    });
  });

  const refused: [what: string, content: unknown, message: string][] = [
    ["text that is not JSON", "{", "JSON"],
    ["a list", [], "genesis must be an object"],
    [
      "a member it does not know",
      { baseFeePerGas: "0x1" },
      "genesis.baseFeePerGas is not supported; config,",
    ],
    [
      "an address that is none",
      { alloc: { "0x12": {} } },
      "an address of genesis.alloc must be a 20-byte address",
    ],
    [
      "code",
      { alloc: { [OWNER]: { code: "0x00" } } },
      `genesis.alloc.${OWNER}.code is not supported: deploy`,
    ],
    [
      "a balance that is no number",
      { alloc: { [OWNER]: { balance: "1 ETH" } } },
      "balance must be an unsigned",
    ],
    [
      "a balance in hexadecimal digits that do not begin with 0x",
      { alloc: { [OWNER]: { balance: "de0b6b3a7640000" } } },
      'balance must be an unsigned integer (decimal, or "0x…"), got "de0b6b3a7640000"',
    ],
    [
      "a balance that a number cannot hold",
      { alloc: { [OWNER]: { balance: 2 ** 53 } } },
      "balance must be in a text, since it is beyond 2^53",
    ],
    [
      "a nonce that is too high",
      { alloc: { [OWNER]: { nonce: `0x1${"0".repeat(32)}` } } },
      "nonce must be below",
    ],
    ["a chain id that is too high", { chainId: "0x20000000000000" }, "genesis.chainId must be below"],
  ];
  for (const [what, content, message] of refused) {
    it(`is refused with ${what}, and the refusal names the file`, () => {
      const path = written(content);
      expect(() => readGenesisFile(path))
        .to.throw(`the genesis file ${path} cannot be used: `)
        .with.property("message")
        .that.contains(message);
    });
  }
});
