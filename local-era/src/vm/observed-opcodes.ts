import { bytesToHex } from "@ethereumjs/util";
import { toBigInt, wordToAddress } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { mappingSlot } from "../state/mapping-slot.ts";
import type { ContextValue } from "./execution-observer.ts";
import type { OpHandler, RunState } from "./interpreter-state.ts";
import type { Machine } from "./machine.ts";
import { readMemory } from "./memory-gas.ts";

const KECCAK256 = 0x20;
const BALANCE = 0x31;
const SELFBALANCE = 0x47;
const EXTCODESIZE = 0x3b;
const EXTCODEHASH = 0x3f;
const SLOAD = 0x54;
const PUSH32 = 0x7f;

const CONTEXT_OPCODES: readonly [opcode: number, value: ContextValue][] = [
  [0x32, "origin"],
  [0x3a, "gasPrice"],
  [0x40, "blockHash"],
  [0x41, "coinbase"],
  [0x42, "block"],
  [0x43, "block"],
  [0x44, "difficulty"],
  [0x45, "gasLimit"],
  [0x46, "chainId"],
  [0x48, "baseFee"],
];

/** Is the slot of ImmutableSimulator's mapping. */
const IMMUTABLES_SLOT = 0n;
const SOME_INDEX = 0n;

interface OpcodeEntry {
  opHandler: OpHandler;
}

/** Reports what code reads to the VM's observer, if any. Without one each read costs a comparison. */
export function installObservedOpcodes(vm: Machine, entries: readonly OpcodeEntry[]): void {
  before(vm, entries[KECCAK256]!, observeHash);
  before(vm, entries[SLOAD]!, observeStorageRead);
  before(vm, entries[BALANCE]!, (_vm, runState) => observeBalance(vm, runState.stack.peek(1)[0]!));
  before(vm, entries[SELFBALANCE]!, (_vm, runState) =>
    observeBalance(vm, toBigInt(runState.env.address.bytes)),
  );
  for (const opcode of [EXTCODESIZE, EXTCODEHASH]) before(vm, entries[opcode]!, observeCode);
  before(vm, entries[PUSH32]!, observeImmutable);
  for (const [opcode, value] of CONTEXT_OPCODES) {
    before(vm, entries[opcode]!, () => vm.observer?.contextRead(value));
  }
}

function before(vm: Machine, entry: OpcodeEntry, observe: (vm: Machine, runState: RunState) => void): void {
  const { opHandler } = entry;
  entry.opHandler = (runState, common) => {
    if (vm.observer !== undefined) observe(vm, runState);
    return opHandler(runState, common);
  };
}

function observeHash(vm: Machine, runState: RunState): void {
  const [offset, length] = runState.stack.peek(2);
  if (length !== 64n) return;
  const bytes = readMemory(runState, offset!, length);
  const [first, second] = [toBigInt(bytes.subarray(0, 32)), toBigInt(bytes.subarray(32, 64))];
  vm.observer?.hashedTwoWords(first, second, mappingSlot(first, second));
}

function observeStorageRead(vm: Machine, runState: RunState): void {
  const [slot] = runState.stack.peek(1);
  const contract = bytesToHex(runState.env.address.bytes);
  vm.observer?.storageRead(
    contract,
    slot!,
    vm.world.storage.read(contract, slot!),
    bytesToHex(runState.env.caller.bytes),
  );
}

/**
 * Reports an immutable read as one of ImmutableSimulator's storage: `mapping(uint256 contract => mapping(uint256 index =>
 * bytes32))` at slot 0, where `contract` is the one whose code runs. The compiler on Era chooses the index, which is no
 * matter of the rules.
 */
function observeImmutable(vm: Machine, { programCounter }: RunState): void {
  const { codeAddress, address, initCode } = vm.currentFrame.call;
  if (initCode !== undefined || !vm.world.isImmutable(codeAddress, programCounter)) return;
  const { ImmutableSimulator } = SystemAddress;
  const owner = BigInt(codeAddress);
  const ofOwner = mappingSlot(owner, IMMUTABLES_SLOT);
  const slot = mappingSlot(SOME_INDEX, ofOwner);
  vm.observer?.hashedTwoWords(owner, IMMUTABLES_SLOT, ofOwner);
  vm.observer?.hashedTwoWords(SOME_INDEX, ofOwner, slot);
  vm.observer?.storageRead(
    ImmutableSimulator,
    slot,
    vm.world.storage.read(ImmutableSimulator, slot),
    address,
  );
}

/** Reports a balance read as one of L2BaseToken's storage: `mapping(uint256 account => uint256)` at slot 0. */
function observeBalance(vm: Machine, owner: bigint): void {
  vm.observeMappingRead(SystemAddress.L2BaseToken, owner, 0n);
}

/** Reports a code hash read as one of AccountCodeStorage's storage, under the address itself. */
function observeCode(vm: Machine, runState: RunState): void {
  const [word] = runState.stack.peek(1);
  const address = wordToAddress(word!);
  vm.observer?.storageRead(
    SystemAddress.AccountCodeStorage,
    BigInt(address),
    vm.world.rawCodeHash(address),
    bytesToHex(runState.env.address.bytes),
  );
}
