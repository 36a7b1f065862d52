import { EVM, EVMError, Message, NobleBN254 } from "@ethereumjs/evm";
import type { EVMResult, EVMRunCallOpts, ExecResult, PrecompileFunc } from "@ethereumjs/evm";
import { createAddressFromString, bytesToHex } from "@ethereumjs/util";
import type { CodeSection } from "../bytecode/code-section.ts";
import { addressTopic, eventTopic } from "../primitives/abi.ts";
import { AbiError } from "../primitives/abi-reader.ts";
import { EMPTY, toWord } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { isKernelSpace, SystemAddress } from "../primitives/system-addresses.ts";
import { mappingSlot } from "../state/mapping-slot.ts";
import type { World } from "../state/world.ts";
import { interpreterBlock, interpreterBlockchain } from "./block-view.ts";
import { CallTracer } from "./call-tracer.ts";
import type { CodePosition } from "./code-position.ts";
import type { CodeRecorder } from "./code-recorder.ts";
import { Effects } from "./effects.ts";
import { EraCommon } from "./era-common.ts";
import { EraMessage } from "./era-message.ts";
import type { ExecutionMeter } from "./execution-meter.ts";
import type { ExecutionObserver } from "./execution-observer.ts";
import { MAX_DEPTH, NO_KERNEL_CODE } from "./far-call.ts";
import type { FarCall, FarCallResult } from "./far-call.ts";
import type { Frame } from "./frame.ts";
import { FrameEnd } from "./frame-end.ts";
import { installFrameLoop } from "./frame-loop.ts";
import type { Machine, TransactionContext } from "./machine.ts";
import { NativeCall, NativePanic } from "./native-call.ts";
import type { NativeContract } from "./native-call.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";
import { installEraOpcodes } from "./opcodes.ts";
import { precompiles } from "./precompiles.ts";
import { SystemRevert } from "./system-revert.ts";
import { WorldStateManager } from "./world-state-manager.ts";

/**
 * Starts each frame's counter of refunds for cleared storage. Era gives no refunds, so nobody reads it; but the
 * interpreter halts a frame whose counter underflows, and a slot may be cleared in one frame and set again in another.
 */
const ENDLESS_REFUND = 2n ** 128n;

const TRANSFER_TOPIC = eventTopic("Transfer(address,address,uint256)");

/** Lists what a VM runs and reports to besides the code in its world. */
export interface VmParts {
  /** Contracts written in TypeScript, by address. */
  readonly nativeContracts: ReadonlyMap<Address, NativeContract>;
  /** The code of addresses without code outside kernel space. */
  readonly defaultAccount: NativeContract;
  /** Observes the code that contracts execute. */
  readonly recorder: CodeRecorder | undefined;
}

/**
 * Runs Era's far calls: system contracts and precompiles natively, everything else as EVM code on the interpreter of
 * @ethereumjs/evm, whose calls come back here. Frames, value transfers, code lookup, the system flag and the default
 * account are Era's; arithmetic, memory, storage opcodes and their prices are the EVM's.
 */
export class EraVm extends EVM implements Machine {
  readonly world: World;
  readonly #frames: Frame[] = [];
  effects = new Effects();
  tracer = new CallTracer();
  /** Watches what code does while the sequencer's validation rules apply. */
  observer: ExecutionObserver | undefined;
  /** Prices what code does, if requested. */
  meter: ExecutionMeter | undefined;
  /** Whether failed frames record where in their code they failed. */
  recordsPositions = false;
  #context: TransactionContext | undefined;
  readonly #parts: VmParts;

  constructor(world: World, parts: VmParts) {
    super({
      common: new EraCommon(),
      stateManager: new WorldStateManager(world),
      blockchain: interpreterBlockchain(() => this.context.block),
      bn254: new NobleBN254(),
      allowUnlimitedContractSize: true,
      allowUnlimitedInitCodeSize: true,
    });
    this.world = world;
    const opcodes = this._opcodeMap as OpcodeEntry[];
    installEraOpcodes(this, opcodes);
    this.#parts = parts;
    parts.recorder?.install(opcodes);
    installFrameLoop(this, opcodes);
  }

  get context(): TransactionContext {
    if (this.#context === undefined) throw new Error("no transaction is running");
    return this.#context;
  }

  /** Returns the frame whose code is running. */
  get currentFrame(): Frame {
    const frame = this.#frames.at(-1);
    if (frame === undefined) throw new Error("no frame is running");
    return frame;
  }

  /** Clears what lasts for one transaction: warm slots, transient storage, effects and trace. */
  begin(context: TransactionContext): void {
    this.#context = context;
    this.#frames.length = 0;
    this.world.storage.beginTransaction();
    this.transientStorage.clear();
    this.journal.cleanJournal();
    for (const address of precompiles.keys()) this.journal.addAlwaysWarmAddress(address);
    this.effects = new Effects();
    this.tracer = new CallTracer();
    this.observer = undefined;
    this.meter = undefined;
    this._block = interpreterBlock(context.block);
    this.setOrigin(context.origin, context.gasPrice);
  }

  /** Acts as SystemContext.setTxOrigin and setGasPrice. */
  setOrigin(origin: Address, gasPrice: bigint): void {
    this.context.origin = origin;
    this.context.gasPrice = gasPrice;
    this._tx = { gasPrice, origin: createAddressFromString(origin) };
  }

  /** Runs one far call; a failed one has no effect but the gas it used. */
  async execute(call: FarCall): Promise<FarCallResult> {
    this.tracer.enter(call);
    this.observer?.farCall(call);
    this.meter?.farCall(call);
    const result = await this.#checkpointed(call);
    this.tracer.exit(result);
    return result;
  }

  /** Receives the interpreter's calls. */
  override async runCall(options: EVMRunCallOpts): Promise<EVMResult> {
    const message = options.message;
    if (message === undefined) throw new Error("EraVm runs messages of its own interpreter only");
    const result = await this.execute(farCallOf(message));
    return {
      execResult: {
        returnValue: result.returnData,
        executionGasUsed: result.gasUsed,
        gasRefund: ENDLESS_REFUND,
        ...(result.success ? {} : { exceptionError: evmError(result.error) }),
      },
    };
  }

  /** Moves ETH as L2BaseToken.transferFromTo does; false when the sender has too little. */
  transfer(from: Address, to: Address, wei: bigint): boolean {
    const balance = this.world.balance(from);
    if (balance < wei) return false;
    this.world.setBalance(from, balance - wei);
    this.world.setBalance(to, this.world.balance(to) + wei);
    this.effects.logs.push({
      address: SystemAddress.L2BaseToken,
      topics: [TRANSFER_TOPIC, addressTopic(from), addressTopic(to)],
      data: toWord(wei),
    });
    return true;
  }

  /** Reports to the observer that a system contract reads `mapping(uint256 key => …)` at slot `base` of its storage. */
  observeMappingRead(contract: Address, key: bigint, base: bigint): void {
    if (this.observer === undefined) return;
    const slot = mappingSlot(key, base);
    this.observer.hashedTwoWords(key, base, slot);
    this.observer.storageRead(contract, slot, this.world.storage.read(contract, slot), contract);
  }

  /** Makes this public for the precompiles. */
  override runPrecompile(
    code: PrecompileFunc,
    data: Uint8Array,
    gasLimit: bigint,
  ): Promise<ExecResult> | ExecResult {
    return super.runPrecompile(code, data, gasLimit);
  }

  /** Warms an address that the bootloader calls, as EIP-2929 does for a transaction's recipient. */
  warm(address: Address): void {
    this.journal.addWarmedAddress(createAddressFromString(address).bytes);
  }

  async #checkpointed(call: FarCall): Promise<FarCallResult> {
    if (call.depth > MAX_DEPTH) return panic(call, "stack depth exceeded", 0n);
    const state = this.world.mark();
    const effects = this.effects.mark();
    await this.journal.checkpoint();
    this.transientStorage.checkpoint();
    const result = await this.#transferAndRun(call);
    if (result.success) {
      await this.journal.commit();
      this.transientStorage.commit();
    } else {
      await this.journal.revert();
      this.transientStorage.revert();
      this.world.undoTo(state);
      this.effects.undoTo(effects);
    }
    return result;
  }

  async #transferAndRun(call: FarCall): Promise<FarCallResult> {
    if (call.kind !== "delegateCall" && call.value > 0n && call.isValueMoved !== true) {
      if (call.isStatic) return panic(call, "value transfer in a static call");
      if (!this.transfer(call.caller, call.address, call.value)) {
        return { success: false, returnData: EMPTY, gasUsed: 0n };
      }
    }
    const frame: Frame = { call, activePointer: undefined, path: this.recordsPositions ? [] : undefined };
    this.#frames.push(frame);
    try {
      return await this.#run(call);
    } finally {
      this.#frames.pop();
    }
  }

  async #run(call: FarCall): Promise<FarCallResult> {
    if (call.initCode !== undefined) return this.#interpret(call, call.initCode);
    const precompile = precompiles.get(call.codeAddress);
    if (precompile !== undefined) return precompile(this, call);
    const native = this.#parts.nativeContracts.get(call.codeAddress);
    if (native !== undefined) return this.#runNative(native, call);
    if (isKernelSpace(call.codeAddress)) return panic(call, NO_KERNEL_CODE);
    if (!this.world.isContract(call.codeAddress) || this.world.isConstructing(call.codeAddress)) {
      return this.#runNative(this.#parts.defaultAccount, call);
    }
    const code = this.world.runtime(call.codeAddress);
    return code.length === 0
      ? { success: true, returnData: EMPTY, gasUsed: 0n }
      : this.#interpret(call, code);
  }

  async #runNative(contract: NativeContract, farCall: FarCall): Promise<FarCallResult> {
    let call: NativeCall | undefined;
    try {
      call = new NativeCall(this, farCall);
      const returnData = await contract(call);
      return { success: true, returnData, gasUsed: call.gasUsed };
    } catch (error) {
      if (error instanceof SystemRevert) {
        return { success: false, returnData: error.data, gasUsed: call?.gasUsed ?? 0n };
      }
      // Solidity's decoder reverts without data.
      if (error instanceof AbiError) {
        return { success: false, returnData: EMPTY, gasUsed: call?.gasUsed ?? 0n };
      }
      if (error instanceof NativePanic) return panic(farCall, error.message);
      throw error;
    }
  }

  #position(call: FarCall): CodePosition | undefined {
    const { path } = this.currentFrame;
    const codeHash = path && this.world.codeHash(call.codeAddress);
    return codeHash && { codeHash, section: sectionOf(call), path };
  }

  #record(call: FarCall, code: Uint8Array): void {
    const { recorder } = this.#parts;
    if (recorder === undefined) return;
    const hash = this.world.codeHash(call.codeAddress);
    if (hash !== undefined) recorder.begin(code, hash, sectionOf(call));
  }

  /** Runs a message's code, and reports what is asked of a frame that has ended, not all that the library would. */
  protected override async runInterpreter(message: Message): Promise<ExecResult> {
    try {
      return await super.runInterpreter(message);
    } catch (end) {
      if (end instanceof FrameEnd) return end.resultOf(message);
      throw end;
    }
  }

  async #interpret(call: FarCall, code: Uint8Array): Promise<FarCallResult> {
    const message = new Message({
      caller: createAddressFromString(call.caller),
      to: createAddressFromString(call.address),
      codeAddress: createAddressFromString(call.codeAddress),
      value: call.value,
      data: call.data,
      gasLimit: call.gas,
      depth: call.depth,
      isStatic: call.isStatic,
      delegatecall: call.kind === "delegateCall",
      gasRefund: ENDLESS_REFUND,
      selfdestruct: new Map(),
      createdAddresses: new Set(),
    });
    message.code = code;
    this.#record(call, code);
    const result = await this.runInterpreter(message);
    const error = result.exceptionError;
    if (error === undefined) {
      return { success: true, returnData: result.returnValue, gasUsed: result.executionGasUsed };
    }
    const failedAt = this.#position(call);
    if (error.error === EVMError.errorMessages.REVERT) {
      return { success: false, returnData: result.returnValue, gasUsed: result.executionGasUsed, failedAt };
    }
    return { ...panic(call, error.error), failedAt };
  }
}

function sectionOf(call: FarCall): CodeSection {
  return call.initCode === undefined ? "runtime" : "creation";
}

/** Fails a frame: all its gas is used and nothing is returned. */
function panic(call: FarCall, error: string, gasUsed = call.gas): FarCallResult {
  return { success: false, returnData: EMPTY, gasUsed, error };
}

function evmError(error: string | undefined): EVMError {
  if (error === undefined) return new EVMError(EVMError.errorMessages.REVERT);
  return new EVMError(EVMError.errorMessages.INVALID_OPCODE);
}

function farCallOf(message: Message): FarCall {
  if (message.to === undefined) throw new Error("CREATE is handled by Era's ContractDeployer");
  const extras = message instanceof EraMessage ? message : undefined;
  return {
    kind: message.delegatecall ? "delegateCall" : message.isStatic ? "staticCall" : "call",
    caller: bytesToHex(message.caller.bytes),
    address: bytesToHex(message.to.bytes),
    codeAddress: bytesToHex(message.codeAddress.bytes),
    value: message.value,
    data: message.data,
    gas: message.gasLimit,
    isStatic: message.isStatic,
    isSystem: extras?.isSystem ?? false,
    extraAbi: extras?.extraAbi ?? [],
    depth: message.depth,
  };
}
