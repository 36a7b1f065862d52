import { createAddressFromString } from "@ethereumjs/util";
import { hashBytecode } from "../bytecode/bytecode-hash.ts";
import { MAX_INIT_CODE_LENGTH, packInitCode } from "../bytecode/container.ts";
import { encodeBytesTail, selector } from "../primitives/abi.ts";
import { concat, EMPTY, toBigInt, toWord } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { EraMessage } from "./era-message.ts";
import type { RunState } from "./interpreter-state.ts";
import type { Machine } from "./machine.ts";
import { readMemory } from "./memory-gas.ts";
import { panicFrame } from "./reserved/panic.ts";

/** Maps Solidity's `new C()` and `new C{salt: s}()` to the ContractDeployer functions that zksolc compiles them to. */
const DEPLOYER_FUNCTION = {
  create: "create(bytes32,bytes32,bytes)",
  create2: "create2(bytes32,bytes32,bytes)",
} as const;

/**
 * Runs CREATE and CREATE2 as the system call that zksolc compiles `new` to. That call passes the bytecode's hash and
 * the constructor's arguments; EVM code has the init code followed by the arguments in memory, so this looks up the
 * published bytecode that it begins with.
 */
export async function runCreate(
  vm: Machine,
  runState: RunState,
  kind: keyof typeof DEPLOYER_FUNCTION,
): Promise<void> {
  const [value, offset, length] = runState.stack.popN(3);
  const salt = kind === "create2" ? runState.stack.pop() : 0n;
  if (runState.env.isStatic) panicFrame();
  const { codeHash, input } = splitInitCode(vm, readMemory(runState, offset!, length!).slice());
  const message = new EraMessage(
    {
      caller: runState.env.address,
      to: createAddressFromString(SystemAddress.ContractDeployer),
      value,
      data: concat(
        selector(DEPLOYER_FUNCTION[kind]),
        toWord(salt),
        toWord(codeHash),
        toWord(96n),
        encodeBytesTail(input),
      ),
      gasLimit: runState.messageGasLimit ?? 0n,
      depth: runState.env.depth + 1,
      gasRefund: runState.gasRefund,
    },
    true,
    [],
  );
  const succeeded = await runState.interpreter._baseCall(message);
  runState.stack.push(succeeded === 1n ? toBigInt(runState.returnBytes) : 0n);
  if (succeeded === 1n) runState.returnBytes = EMPTY;
}

function splitInitCode(vm: Machine, initCode: Uint8Array): { codeHash: bigint; input: Uint8Array } {
  const published = vm.world.findByInitCode(initCode);
  if (published !== undefined) {
    return { codeHash: BigInt(published.hash), input: initCode.subarray(published.initCodeLength) };
  }
  // Not published: the deployer refuses the hash as unknown, as it does for bytes generated at run time.
  const packable = initCode.length > 0 && initCode.length <= MAX_INIT_CODE_LENGTH;
  return { codeHash: packable ? BigInt(hashBytecode(packInitCode(initCode))) : 0n, input: EMPTY };
}
