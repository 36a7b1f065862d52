import type { StateOverride } from "../bootloader/state-override.ts";
import type { Address } from "../primitives/hex.ts";
import {
  isAbsent,
  optional,
  readAddress,
  readBytes,
  readObject,
  readQuantity,
} from "../primitives/json-value.ts";
import { requireDeployable } from "../transactions/factory-dependency.ts";
import { invalidParams } from "./rpc-error.ts";

const SUPPORTED = ["balance", "nonce", "code", "state", "stateDiff"];

/** Reads what a call or an estimate pretends, by address: balance, nonce, code, storage. Throws `-32602`. */
export function readStateOverride(value: unknown): ReadonlyMap<Address, StateOverride> {
  const overrides = optional(value, "state override", readObject) ?? {};
  return new Map(
    Object.entries(overrides).map(([address, override]) => [
      readAddress(address, "state override"),
      readAccount(override, `state override.${address}`),
    ]),
  );
}

function readAccount(value: unknown, name: string): StateOverride {
  const account = readObject(value, name);
  const unsupported = Object.keys(account).filter(
    (key) => !SUPPORTED.includes(key) && !isAbsent(account[key]),
  );
  if (unsupported.length > 0) {
    throw invalidParams(`${name}.${unsupported[0]} is not supported; ${SUPPORTED.join(", ")} are`);
  }
  if (!isAbsent(account.state) && !isAbsent(account.stateDiff)) {
    throw invalidParams(`${name} has both state, which replaces storage, and stateDiff, which changes it`);
  }
  return {
    balance: optional(account.balance, `${name}.balance`, readQuantity),
    nonce: optional(account.nonce, `${name}.nonce`, readQuantity),
    code: optional(account.code, `${name}.code`, readCode),
    state: optional(account.state, `${name}.state`, readSlots),
    stateDiff: optional(account.stateDiff, `${name}.stateDiff`, readSlots),
  };
}

function readCode(value: unknown, name: string): Uint8Array {
  const code = readBytes(value, name);
  try {
    requireDeployable(code);
  } catch (error) {
    throw invalidParams(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return code;
}

function readSlots(value: unknown, name: string): ReadonlyMap<bigint, bigint> {
  return new Map(
    Object.entries(readObject(value, name)).map(([slot, word]) => [
      readQuantity(slot, `${name} slot`),
      readQuantity(word, `${name}.${slot}`),
    ]),
  );
}
