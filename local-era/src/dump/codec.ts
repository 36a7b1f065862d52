import { toHex, toQuantity } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import {
  isAbsent,
  readAddress,
  readArray,
  readBoolean,
  readBytes,
  readHash,
  readObject,
  readQuantity,
} from "../primitives/json-value.ts";

/** Writes a value as JSON and reads it back. Readers throw an error that names the value. */
export interface Codec<T> {
  write(value: T): unknown;
  read(json: unknown, name: string): T;
}

type Fields<T> = { readonly [K in keyof T]-?: Codec<T[K]> };

export const quantity: Codec<bigint> = { write: toQuantity, read: readQuantity };
export const address: Codec<Address> = { write: (value) => value, read: readAddress };
export const hash: Codec<Hex> = { write: (value) => value, read: readHash };
export const bytes: Codec<Uint8Array> = { write: toHex, read: readBytes };
export const flag: Codec<boolean> = { write: (value) => value, read: readBoolean };

/** Encodes a value that may be undefined, which is null in JSON. */
export function optional<T>(codec: Codec<T>): Codec<T | undefined> {
  return {
    write: (value) => (value === undefined ? null : codec.write(value)),
    read: (json, name) => (isAbsent(json) ? undefined : codec.read(json, name)),
  };
}

export function list<T>(codec: Codec<T>): Codec<readonly T[]> {
  return {
    write: (values) => values.map((value) => codec.write(value)),
    read: (json, name) => readArray(json, name).map((item, i) => codec.read(item, `${name}[${i}]`)),
  };
}

/** Encodes one of a few small numbers. */
export function oneOf<T extends number>(...allowed: readonly T[]): Codec<T> {
  return {
    write: toQuantity,
    read: (json, name) => {
      const value = Number(readQuantity(json, name));
      const found = allowed.find((candidate) => candidate === value);
      if (found === undefined) throw new Error(`${name} must be one of ${allowed.join(", ")}, got ${value}`);
      return found;
    },
  };
}

export function record<T>(fields: Fields<T>): Codec<T> {
  const entries = Object.entries(fields) as [string, Codec<unknown>][];
  return {
    write: (value) =>
      Object.fromEntries(
        entries.map(([key, codec]) => [key, codec.write((value as Record<string, unknown>)[key])]),
      ),
    read: (json, name) => {
      const object = readObject(json, name);
      return Object.fromEntries(
        entries.map(([key, codec]) => [key, codec.read(object[key], `${name}.${key}`)]),
      ) as T;
    },
  };
}
