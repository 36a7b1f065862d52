import type { StateOverride } from "../bootloader/state-override.ts";
import type { Address } from "../primitives/hex.ts";
import { isAbsent, optional, readAddress, readObject, readQuantity } from "./json-value.ts";
import { invalidParams } from "./rpc-error.ts";

const SUPPORTED = ["balance", "nonce", "stateDiff"];

/** Reads eth_call's third parameter: by address, a balance, a nonce, storage slots. Throws `-32602`. */
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
  return {
    balance: optional(account.balance, `${name}.balance`, readQuantity),
    nonce: optional(account.nonce, `${name}.nonce`, readQuantity),
    stateDiff: optional(account.stateDiff, `${name}.stateDiff`, readSlots),
  };
}

function readSlots(value: unknown, name: string): ReadonlyMap<bigint, bigint> {
  return new Map(
    Object.entries(readObject(value, name)).map(([slot, word]) => [
      readQuantity(slot, `${name} slot`),
      readQuantity(word, `${name}.${slot}`),
    ]),
  );
}
