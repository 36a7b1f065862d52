import type { Address } from "./hex.ts";

function reserved(number: number): Address {
  return `0x${number.toString(16).padStart(40, "0")}`;
}

/** Lists the addresses of Era's system contracts. */
export const SystemAddress = {
  Zero: reserved(0),
  EcRecover: reserved(0x01),
  Sha256: reserved(0x02),
  Identity: reserved(0x04),
  ModExp: reserved(0x05),
  EcAdd: reserved(0x06),
  EcMul: reserved(0x07),
  EcPairing: reserved(0x08),
  P256Verify: reserved(0x100),
  Bootloader: reserved(0x8001),
  AccountCodeStorage: reserved(0x8002),
  NonceHolder: reserved(0x8003),
  KnownCodesStorage: reserved(0x8004),
  ImmutableSimulator: reserved(0x8005),
  ContractDeployer: reserved(0x8006),
  ForceDeployer: reserved(0x8007),
  L1Messenger: reserved(0x8008),
  MsgValueSimulator: reserved(0x8009),
  L2BaseToken: reserved(0x800a),
  SystemContext: reserved(0x800b),
  BootloaderUtilities: reserved(0x800c),
  EventWriter: reserved(0x800d),
  Compressor: reserved(0x800e),
  ComplexUpgrader: reserved(0x800f),
  Keccak256: reserved(0x8010),
  CodeOracle: reserved(0x8012),
  Create2Factory: reserved(0x10000),
  TimestampAsserter: reserved(0x808012),
} as const satisfies Record<string, Address>;

const KERNEL_SPACE_END = 0xffffn;

/** Tells whether an address belongs to the system: those up to 0xffff do. */
export function isKernelSpace(address: Address): boolean {
  return BigInt(address) <= KERNEL_SPACE_END;
}
