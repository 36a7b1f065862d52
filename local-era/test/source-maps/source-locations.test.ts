import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Interface } from "ethers";
import type { InterfaceAbi } from "ethers";
import { ContractFactory } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { readSourceMaps } from "../../src/cli/source-maps.ts";
import { UsageError } from "../../src/primitives/usage-error.ts";
import { walletOn } from "../rpc/deployment.ts";
import { RunningNode } from "../rpc/running-node.ts";
import { compileMapped } from "./compile-mapped.ts";

const FILE = "contracts/Vault.sol";
const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
library Checked {
    error TooMuch(uint256 amount);
    function atMost(uint256 amount, uint256 limit) internal pure {
        if (amount > limit) revert TooMuch(amount);
    }
}
contract Vault {
    uint256 public left;
    constructor(uint256 amount) {
        require(amount != 0, "nothing to keep");
        left = amount;
    }
    function take(uint256 amount) external {
        Checked.atMost(amount, 100);
        left -= amount;
    }
    function spin() external {
        while (true) left++;
    }
}
contract Keeper {
    Vault public vault = new Vault(50);
    function pass(uint256 amount) external {
        vault.take(
            amount
        );
    }
    function swallow() external {
        try vault.take(101) {} catch {}
        revert("own reason");
    }
    function exhaust() external {
        vault.spin{gas: 30_000}();
    }
    function replace(uint256 amount) external {
        vault = new Vault(amount);
    }
}`;

/** Finds the line, counted from 1, of a text's first occurrence. */
function lineOf(text: string): number {
  return SOURCE.split("\n").findIndex((line) => line.includes(text)) + 1;
}

describe("Source lines of failures", function () {
  this.timeout(120_000);
  let folder: string;
  let file: string;
  let node: RunningNode;
  let send: (name: string, ...args: unknown[]) => Promise<string[]>;
  let keeper: { address: string; abi: Interface };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "local-era-maps-"));
    file = join(folder, "build.json");
    const { build, contracts } = await compileMapped(FILE, SOURCE);
    writeFileSync(file, JSON.stringify(build));
    node = await RunningNode.start(`--source-maps=${file}`, "-vv");
    const wallet = walletOn(node, DEFAULT_ACCOUNTS[0]!.privateKey);
    const { Keeper, Vault } = contracts[FILE]!;
    const factoryDeps = [`0x${Vault!.evm.bytecode!.object}`];
    const contract = await new ContractFactory(
      Keeper!.abi as never,
      `0x${Keeper!.evm.bytecode!.object}`,
      wallet,
    ).deploy({ customData: { factoryDeps } });
    await contract.waitForDeployment();
    keeper = { address: await contract.getAddress(), abi: new Interface(Keeper!.abi as InterfaceAbi) };
    send = async (name, ...args) => {
      const data = keeper.abi.encodeFunctionData(name, args);
      const { hash } = await wallet.sendTransaction({ to: keeper.address, data, gasLimit: 5_000_000n });
      const printed = await node.printed();
      return printed.slice(printed.indexOf(`reverted ${hash}`)).split("\n");
    };
  });

  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true });
  });

  it("are printed from the innermost call outwards", async () => {
    const [, ...lines] = await send("pass", 101n);
    expect(lines.slice(0, 2)).to.deep.equal([
      `    at ${FILE}:${lineOf("revert TooMuch")} (Checked.atMost)`,
      `    at ${FILE}:${lineOf("vault.take(")} (Keeper.pass)`,
    ]);
    expect(lines[2]).to.not.contain("    at ");
  });

  it("are the statement's own when a compiler helper ends the call, as for panics", async () => {
    const [reverted, first] = await send("pass", 60n);
    expect(reverted).to.contain("panic 0x11");
    expect(first).to.equal(`    at ${FILE}:${lineOf("left -= amount")} (Vault.take)`);
  });

  it("leave out calls whose failure was caught", async () => {
    const [, first, second] = await send("swallow");
    expect(first).to.equal(`    at ${FILE}:${lineOf("own reason")} (Keeper.swallow)`);
    expect(second).to.not.contain("    at ");
  });

  it("include those of constructors", async () => {
    const [, first] = await send("replace", 0n);
    expect(first).to.equal(`    at ${FILE}:${lineOf("nothing to keep")} (Vault.constructor)`);
  });

  it("also appear in the call tree", async () => {
    const tree = (await send("pass", 101n)).slice(3).join("\n");
    const place = `${FILE}:${lineOf("revert TooMuch")} (Checked.atMost)`;
    expect(tree).to.match(/✗ reverted: custom error 0x[0-9a-f]{8} with 0x[0-9a-f]{64} at contracts/);
    expect(tree).to.contain(` at ${place}\n`);
  });

  it("are printed for calls and estimates that fail", async () => {
    const data = keeper.abi.encodeFunctionData("pass", [101n]);
    const request = { from: DEFAULT_ACCOUNTS[0]!.address, to: keeper.address, data };
    const place = `    at ${FILE}:${lineOf("revert TooMuch")} (Checked.atMost)\n`;
    for (const [method, title] of [
      ["eth_call", "a call failed: custom error "],
      ["eth_estimateGas", "an estimate failed: custom error "],
    ] as const) {
      const before = (await node.printed()).length;
      await node.failure(method, request);
      const printed = (await node.printed()).slice(before);
      expect(printed.startsWith(title)).to.equal(true);
      expect(printed).to.contain(`\n${place}`);
    }
  });

  it("are those of the function that used up the gas", async () => {
    const [, first, second] = await send("exhaust");
    expect(first).to.equal(`    at ${FILE}:${lineOf("left++")} (Vault.spin)`);
    expect(second).to.equal(`    at ${FILE}:${lineOf("vault.spin{")} (Keeper.exhaust)`);
  });

  it("cannot be read from any other file", () => {
    for (const text of ["{}", "[]", "not JSON", '{"contracts":[{}]}']) {
      writeFileSync(join(folder, "other"), text);
      expect(() => readSourceMaps(join(folder, "other"))).to.throw(
        UsageError,
        "has no contracts with source maps",
      );
    }
    expect(() => readSourceMaps(join(folder, "absent"))).to.throw(UsageError, "ENOENT");
  });
});
