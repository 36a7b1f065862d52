import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { EVM, Message } from "@ethereumjs/evm";
import { createAddressFromString } from "@ethereumjs/util";
import { expect } from "chai";
import fc from "fast-check";
import { toHex } from "../../src/primitives/hex.ts";
import { World } from "../../src/state/world.ts";
import { defaultAccount } from "../../src/system/default-account.ts";
import { nativeContracts } from "../../src/system/registry.ts";
import { interpreterBlock } from "../../src/vm/block-view.ts";
import { installCalldataOpcodes } from "../../src/vm/calldata-opcodes.ts";
import { EraVm } from "../../src/vm/era-vm.ts";
import type { OpcodeEntry } from "../../src/vm/opcode-entry.ts";
import { WorldStateManager } from "../../src/vm/world-state-manager.ts";
import { LocalChain, OTHER, SENDER } from "../helpers/local-chain.ts";

const GAS = 100_000n;
const { block } = new LocalChain();
const [caller, contract] = [SENDER, OTHER].map(createAddressFromString);

/** Creates the library's interpreter, except for EraVM's limit on reads of calldata, which has tests of its own. */
class LibraryVm extends EVM {
  constructor(world: World) {
    const common = new Common({ chain: Mainnet, hardfork: Hardfork.Cancun });
    super({ common, stateManager: new WorldStateManager(world) });
    this._block = interpreterBlock(block);
    this._tx = { gasPrice: 0n, origin: caller! };
    installCalldataOpcodes(this._opcodeMap as OpcodeEntry[]);
  }

  begin(): void {
    this.journal.cleanJournal();
    this.transientStorage.clear();
  }

  interpret(message: Message) {
    return this.runInterpreter(message);
  }
}

/** Creates the interpreter as this node uses it. */
class OwnVm extends EraVm {
  constructor(world: World) {
    super(world, { nativeContracts, defaultAccount, recorder: undefined });
  }

  override begin(): void {
    super.begin({ block, origin: SENDER, gasPrice: 0n });
  }

  interpret(message: Message) {
    return this.runInterpreter(message);
  }
}

type Vm = LibraryVm | OwnVm;

/** Generates code, and how many words instructions pop, so that most find their operands on the stack. */
const INSTRUCTIONS: readonly (readonly [opcode: number, operands: number])[] = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b].map((opcode) => [opcode, 2] as const),
  ...[0x08, 0x09].map((opcode) => [opcode, 3] as const),
  ...[0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d].map(
    (opcode) => [opcode, 2] as const,
  ),
  ...[0x15, 0x19, 0x35, 0x50, 0x51, 0x51, 0x54, 0x54, 0x5c, 0x56].map((opcode) => [opcode, 1] as const),
  ...[0x30, 0x33, 0x34, 0x36, 0x38, 0x3d, 0x58, 0x59, 0x5a, 0x5b, 0x5b, 0x5f, 0x80, 0x90].map(
    (opcode) => [opcode, 0] as const,
  ),
  ...[0x20, 0x20, 0x52, 0x52, 0x53, 0x55, 0x55, 0x57, 0x5d].map((opcode) => [opcode, 2] as const),
  ...[0x37, 0x39, 0x3e, 0x5e].map((opcode) => [opcode, 3] as const),
];
const ENDS = [0x00, 0xf3, 0xfd, 0xfe, 0x0c, 0x60, 0x7f];

const pushed = fc.oneof(
  { weight: 4, arbitrary: fc.nat(96).map((value) => [0x60, value]) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ minLength: 1, maxLength: 32 }).map((bytes) => [0x5f + bytes.length, ...bytes]),
  },
);
const instruction = fc
  .constantFrom(...INSTRUCTIONS)
  .chain(([opcode, operands]) =>
    fc
      .tuple(fc.array(pushed, { minLength: operands, maxLength: operands }), fc.boolean())
      .map(([values, isFed]) => [...(isFed || operands > 1 ? values.flat() : []), opcode]),
  );
const program = fc
  .tuple(
    fc.array(pushed, { maxLength: 3 }),
    fc.array(instruction, { maxLength: 25 }),
    fc.constantFrom(...ENDS),
  )
  .map(([first, rest, end]) => Uint8Array.from([...first.flat(), ...rest.flat(), 0x60, 32, 0x5f, end]));

async function outcome(vm: Vm, world: World, code: Uint8Array, data: Uint8Array) {
  const message = new Message({ caller, to: contract, value: 0n, data, gasLimit: GAS, depth: 0 });
  message.code = code;
  const { returnValue, executionGasUsed, gasRefund, exceptionError } = await vm.interpret(message);
  return {
    returned: toHex(returnValue),
    gasUsed: executionGasUsed,
    gasRefund,
    error: exceptionError?.error,
    storage: [...world.storage.entries()],
  };
}

describe("The frame loop", () => {
  /** Runs the code twice, since the second run uses the cached analysis. */
  async function runTwice(vm: Vm, world: World, code: Uint8Array, data: Uint8Array) {
    const run = () => {
      world.storage.beginTransaction();
      vm.begin();
      return outcome(vm, world, code, data);
    };
    const first = await run();
    return [first, await run()];
  }

  async function expectAsLibrary(code: Uint8Array, data: Uint8Array): Promise<void> {
    const [ours, theirs] = [new World(), new World()];
    const expected = await runTwice(new LibraryVm(theirs), theirs, code, data);
    expect(await runTwice(new OwnVm(ours), ours, code, data)).to.deep.equal(expected);
  }

  it("runs programs as the library's interpreter does: result, gas, refund, error and storage", async function () {
    this.timeout(60_000);
    await fc.assert(fc.asyncProperty(program, fc.uint8Array({ maxLength: 70 }), expectAsLibrary), {
      numRuns: 400,
    });
  });

  it("refuses jumps into a PUSH's operand", async () => {
    const run = async (...code: number[]) => {
      const world = new World();
      const vm = new OwnVm(world);
      vm.begin();
      return (await outcome(vm, world, Uint8Array.from(code), new Uint8Array(0))).error;
    };
    expect(await run(0x60, 4, 0x56, 0x60, 0x5b, 0x00)).to.match(/^invalid JUMP/);
    expect(await run(0x60, 3, 0x56, 0x5b, 0x00)).to.equal(undefined);
    expect(await run(0x60, 5, 0x56, 0x61, 0x5b, 0x5b, 0x00)).to.match(/^invalid JUMP/);
    expect(await run(0x60, 5, 0x56, 0x60, 0x5b, 0x5b, 0x00)).to.equal(undefined);
  });

  it("runs any bytes without calls, logs and the chain's context as the library's interpreter does", async function () {
    this.timeout(60_000);
    const byte = fc.integer({ min: 0, max: 0x7f }).filter((opcode) => !isErasOwn(opcode));
    await fc.assert(
      fc.asyncProperty(fc.array(byte, { minLength: 1, maxLength: 60 }), (bytes) =>
        expectAsLibrary(Uint8Array.from(bytes), new Uint8Array(0)),
      ),
      { numRuns: 200 },
    );
  });
});

/** Lists instructions that read accounts and blocks, which mean something else on Era. */
function isErasOwn(opcode: number): boolean {
  return [0x31, 0x32, 0x3a, 0x3b, 0x3c, 0x3f].includes(opcode) || (opcode >= 0x40 && opcode <= 0x4a);
}
