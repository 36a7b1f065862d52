import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { NativeContract } from "../vm/native-call.ts";
import { accountCodeStorage } from "./account-code-storage.ts";
import { bootloaderUtilities } from "./bootloader-utilities.ts";
import { codeOracle } from "./code-oracle.ts";
import { contractDeployer } from "./contract-deployer/contract-deployer.ts";
import { create2Factory } from "./create2-factory.ts";
import { emptyContract } from "./empty-contract.ts";
import { eventWriter } from "./event-writer.ts";
import { immutableSimulator } from "./immutable-simulator.ts";
import { keccak256 } from "./keccak256.ts";
import { knownCodesStorage } from "./known-codes-storage.ts";
import { l1Messenger } from "./l1-messenger.ts";
import { l2BaseToken } from "./l2-base-token.ts";
import { msgValueSimulator } from "./msg-value-simulator.ts";
import { nonceHolder } from "./nonce-holder.ts";
import { onOwnStorage } from "./own-storage.ts";
import { systemContext } from "./system-context.ts";
import { timestampAsserter } from "./timestamp-asserter.ts";

/** Maps the chain's addresses to the contracts written in TypeScript. */
export const nativeContracts: ReadonlyMap<Address, NativeContract> = new Map<Address, NativeContract>([
  [SystemAddress.Zero, emptyContract],
  [SystemAddress.Bootloader, emptyContract],
  [SystemAddress.AccountCodeStorage, onOwnStorage(accountCodeStorage)],
  [SystemAddress.NonceHolder, onOwnStorage(nonceHolder)],
  [SystemAddress.KnownCodesStorage, onOwnStorage(knownCodesStorage)],
  [SystemAddress.ImmutableSimulator, onOwnStorage(immutableSimulator)],
  [SystemAddress.ContractDeployer, onOwnStorage(contractDeployer)],
  [SystemAddress.L1Messenger, onOwnStorage(l1Messenger)],
  [SystemAddress.MsgValueSimulator, onOwnStorage(msgValueSimulator)],
  [SystemAddress.L2BaseToken, onOwnStorage(l2BaseToken)],
  [SystemAddress.SystemContext, onOwnStorage(systemContext)],
  [SystemAddress.BootloaderUtilities, bootloaderUtilities],
  [SystemAddress.EventWriter, onOwnStorage(eventWriter)],
  [SystemAddress.Keccak256, keccak256],
  [SystemAddress.CodeOracle, onOwnStorage(codeOracle)],
  [SystemAddress.Create2Factory, onOwnStorage(create2Factory)],
  [SystemAddress.TimestampAsserter, timestampAsserter],
]);
