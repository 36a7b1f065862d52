import { selectorHex } from "../primitives/abi.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { AccountSelector, TRANSACTION_TYPE } from "../transactions/account-interface.ts";

/*
 * Lists what EraVM charges for what contracts do, in its own gas. The figures of `Price`, and those for the system
 * contracts' storage, are the chain's. "Work" (the instructions that zksolc generates for a stretch of code) is an
 * estimate, because the code that runs here was compiled for another machine: expect a sum to be off by up to two
 * fifths.
 */

/** Lists what a price can be for. */
export const PRICE_KINDS = ["storage", "calls", "hashing", "signatures", "other"] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];

/** Holds prices by kind; omitted kinds are zero. */
export type PriceParts = Readonly<Partial<Record<PriceKind, number>>>;

export const Price = {
  storageRead: 2_008,
  storageWrite: 5_511,
  /** A far call as the VM charges it. */
  farCall: 183,
  /** A far call including the code that zksolc generates around it. */
  compiledCall: 450,
  keccak: 600,
  keccakRound: 40,
  sha256Round: 60,
  ecrecover: 7_000,
  p256Verify: 12_000,
  event: 300,
  instruction: 6,
  /** The code of a lookup in a system contract, without the call and the storage read. */
  lookUp: 900,
  /** Transient storage; the chain's own figure is not known. */
  transientStorage: 200,
  /** Copying one word in memory. */
  copiedWord: 24,
} as const;

const KECCAK_BLOCK = 136;
const SHA256_BLOCK = 64;
const SHA256_PADDING = 9;
const WORD = 32;

/** Prices one keccak256 of `length` bytes. */
export function keccakPrice(length: number): number {
  return Price.keccak + Price.keccakRound * (Math.floor(length / KECCAK_BLOCK) + 1);
}

/** Prices copying `length` bytes. */
export function copyPrice(length: number): number {
  return Price.copiedWord * Math.ceil(length / WORD);
}

/** Prices a lookup in another contract: balances, code sizes, the block's context. */
const LOOK_UP: PriceParts = {
  storage: Price.storageRead,
  calls: Price.compiledCall,
  other: Price.lookUp,
};

/** Prices reading an immutable, which ImmutableSimulator keeps in a mapping of mappings. */
export const immutablePrice: PriceParts = { ...LOOK_UP, hashing: 2 * keccakPrice(2 * WORD) };

const instructions = (count: number): PriceParts => ({ other: Price.instruction * count });

/** Prices a stack move roughly: half an instruction more or less does not show in sums of thousands. */
const MOVE: PriceParts = instructions(1 / 3);
const SIMPLE: PriceParts = instructions(1.5);
const DOUBLE: PriceParts = instructions(2);

/** Lists groups of opcodes by first and last, with the price of each opcode. */
const OPCODE_GROUPS: readonly [first: number, last: number, price: PriceParts][] = [
  [0x00, 0x00, DOUBLE], // STOP
  [0x01, 0x03, SIMPLE], // ADD, MUL, SUB
  [0x04, 0x04, DOUBLE], // DIV
  [0x05, 0x05, instructions(10)], // SDIV
  [0x06, 0x06, DOUBLE], // MOD
  [0x07, 0x07, instructions(10)], // SMOD
  [0x08, 0x08, instructions(17)], // ADDMOD
  [0x09, 0x09, instructions(200)], // MULMOD
  [0x0a, 0x0a, instructions(300)], // EXP
  [0x0b, 0x0b, instructions(7)], // SIGNEXTEND
  [0x10, 0x11, DOUBLE], // LT, GT
  [0x12, 0x13, instructions(4)], // SLT, SGT
  [0x14, 0x15, DOUBLE], // EQ, ISZERO
  [0x16, 0x19, SIMPLE], // AND, OR, XOR, NOT
  [0x1a, 0x1a, instructions(4)], // BYTE
  [0x1b, 0x1c, DOUBLE], // SHL, SHR
  [0x1d, 0x1d, instructions(6)], // SAR
  [0x30, 0x30, SIMPLE], // ADDRESS
  [0x31, 0x32, LOOK_UP], // BALANCE, ORIGIN
  [0x33, 0x34, SIMPLE], // CALLER, CALLVALUE
  [0x35, 0x35, DOUBLE], // CALLDATALOAD
  [0x36, 0x36, SIMPLE], // CALLDATASIZE
  [0x37, 0x37, instructions(5)], // CALLDATACOPY
  [0x38, 0x38, SIMPLE], // CODESIZE
  [0x39, 0x39, instructions(5)], // CODECOPY
  [0x3a, 0x3b, LOOK_UP], // GASPRICE, EXTCODESIZE
  [0x3d, 0x3d, SIMPLE], // RETURNDATASIZE
  [0x3e, 0x3e, instructions(5)], // RETURNDATACOPY
  [0x3f, 0x48, LOOK_UP], // EXTCODEHASH, the block's context, SELFBALANCE
  [0x50, 0x50, MOVE], // POP
  [0x51, 0x52, DOUBLE], // MLOAD, MSTORE
  [0x53, 0x53, instructions(5)], // MSTORE8
  [0x54, 0x54, { storage: Price.storageRead }], // SLOAD
  [0x55, 0x55, { storage: Price.storageWrite }], // SSTORE
  [0x56, 0x56, SIMPLE], // JUMP
  [0x57, 0x57, DOUBLE], // JUMPI
  [0x58, 0x5a, SIMPLE], // PC, MSIZE, GAS
  [0x5c, 0x5d, { storage: Price.transientStorage }], // TLOAD, TSTORE
  [0x5e, 0x5e, instructions(5)], // MCOPY
  [0x5f, 0x9f, MOVE], // PUSH, DUP, SWAP
  [0xa0, 0xa4, { calls: Price.farCall, other: Price.event }], // LOG
  [0xf3, 0xf3, instructions(3)], // RETURN
  [0xfd, 0xfd, instructions(3)], // REVERT
];

/**
 * Lists the part of each opcode's price that does not depend on operands; those of KECCAK256, calls and creations do.
 */
export const opcodePrices: readonly PriceParts[] = Array.from({ length: 256 }, (_, opcode) => {
  const group = OPCODE_GROUPS.find(([first, last]) => opcode >= first && opcode <= last);
  return group?.[2] ?? {};
});

/** Describes what a function of a system contract does, and how many instructions surround it. */
interface SystemFunction {
  readonly reads?: number;
  readonly writes?: number;
  readonly calls?: number;
  readonly events?: number;
  readonly signatures?: number;
  readonly work: number;
}

const LOOKS_UP: SystemFunction = { reads: 1, work: Price.lookUp };
const SPENDS_NONCE: SystemFunction = { reads: 1, writes: 1, work: Price.lookUp };
const DEPLOYS: SystemFunction = { reads: 8, writes: 5, calls: 9, events: 1, work: 12_000 };

/** Prices moving ETH: MsgValueSimulator asks L2BaseToken, then makes the call. */
const MOVES_VALUE: SystemFunction = { reads: 2, writes: 2, calls: 3, events: 1, work: 2_700 };

type SystemFunctions = ReadonlyMap<Hex, SystemFunction>;

const systemFunctions = (functions: Record<string, SystemFunction>): SystemFunctions =>
  new Map(Object.entries(functions).map(([signature, does]) => [selectorHex(signature), does]));

/** Lists the system contracts' functions that do more than look up a word. */
const SYSTEM_FUNCTIONS: ReadonlyMap<Address, SystemFunctions> = new Map([
  [
    SystemAddress.NonceHolder,
    systemFunctions({
      "incrementMinNonceIfEquals(uint256)": SPENDS_NONCE,
      "incrementMinNonceIfEqualsKeyed(uint256)": { ...SPENDS_NONCE, work: 2 * Price.lookUp },
      "increaseMinNonce(uint256)": SPENDS_NONCE,
    }),
  ],
  [
    SystemAddress.ContractDeployer,
    systemFunctions({
      "create(bytes32,bytes32,bytes)": DEPLOYS,
      "create2(bytes32,bytes32,bytes)": DEPLOYS,
      "createAccount(bytes32,bytes32,bytes,uint8)": DEPLOYS,
      "create2Account(bytes32,bytes32,bytes,uint8)": DEPLOYS,
    }),
  ],
  [
    SystemAddress.L1Messenger,
    systemFunctions({ "sendToL1(bytes)": { reads: 2, writes: 2, calls: 4, events: 1, work: 3_000 } }),
  ],
  [
    SystemAddress.BootloaderUtilities,
    systemFunctions({ [`getTransactionHashes(${TRANSACTION_TYPE})`]: { calls: 8, work: 12_000 } }),
  ],
  [
    SystemAddress.TimestampAsserter,
    systemFunctions({
      "assertTimestampInRange(uint256,uint256)": { reads: 1, calls: 1, work: 2 * Price.lookUp },
    }),
  ],
]);

/** Prices what runs at addresses without code: an EOA as an account. */
const DEFAULT_ACCOUNT: ReadonlyMap<string, SystemFunction> = new Map<string, SystemFunction>([
  [
    AccountSelector.validateTransaction,
    { reads: 2, writes: 1, calls: 3, signatures: Price.ecrecover, work: 6_000 },
  ],
  [AccountSelector.executeTransaction, { work: 3_000 }],
  [AccountSelector.payForTransaction, { work: 2_000 }],
  [AccountSelector.prepareForPaymaster, { work: 2_000 }],
]);

const NOTHING: SystemFunction = { work: 30 };

/** Prices a function of a system contract, including the call. */
export function systemCallPrice(contract: Address, selector: Hex): PriceParts {
  return parts(SYSTEM_FUNCTIONS.get(contract)?.get(selector) ?? LOOKS_UP);
}

/** Prices a call of an address without code. */
export function defaultAccountPrice(selector: Hex): PriceParts {
  return parts(DEFAULT_ACCOUNT.get(selector) ?? NOTHING);
}

/** Prices moving ETH with a call. */
export const valuePrice: PriceParts = parts(MOVES_VALUE);

function parts({ reads = 0, writes = 0, calls = 0, events = 0, signatures = 0, work }: SystemFunction) {
  return {
    storage: reads * Price.storageRead + writes * Price.storageWrite,
    calls: (1 + calls) * Price.farCall,
    signatures,
    other: work + events * Price.event,
  };
}

/** Prices a precompile by the length of its input, without the call. */
export const precompilePrices: ReadonlyMap<Address, (length: number) => PriceParts> = new Map<
  Address,
  (length: number) => PriceParts
>([
  [SystemAddress.EcRecover, () => ({ signatures: Price.ecrecover })],
  [SystemAddress.P256Verify, () => ({ signatures: Price.p256Verify })],
  [
    SystemAddress.Sha256,
    (length) => ({ hashing: Price.sha256Round * Math.ceil((length + SHA256_PADDING) / SHA256_BLOCK) }),
  ],
  [SystemAddress.Keccak256, (length) => ({ hashing: keccakPrice(length) })],
  [SystemAddress.Identity, (length) => ({ other: copyPrice(length) })],
  // Estimates above the EVM's gas: the chain's own figures are not known.
  [SystemAddress.ModExp, (length) => ({ other: 15_000 + 100 * length })],
  [SystemAddress.EcAdd, () => ({ signatures: 3_000 })],
  [SystemAddress.EcMul, () => ({ signatures: 12_000 })],
  [SystemAddress.EcPairing, (length) => ({ signatures: 90_000 + 70_000 * Math.ceil(length / 192) })],
]);
