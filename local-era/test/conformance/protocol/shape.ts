import { expect } from "chai";

/**
 * Describes a result: a pattern for strings, a test, an array of one shape for a list of such items, an object with
 * exactly these keys, or the value itself.
 */
export type Shape = unknown;

/** Matches numbers as Ethereum's JSON-RPC encodes them: without leading zeros. */
export const QUANTITY = /^0x(0|[1-9a-f][0-9a-f]*)$/;
export const BYTES = /^0x([0-9a-f]{2})*$/;
export const HASH = /^0x[0-9a-f]{64}$/;
export const ADDRESS = /^0x[0-9a-f]{40}$/;
export const BLOOM = /^0x[0-9a-f]{512}$/;

/** Accepts a JSON number without a fraction. */
export function isInteger(value: unknown): boolean {
  return Number.isInteger(value);
}

export function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

/** Accepts a shape or null. */
export function orNull(shape: Shape): Shape {
  return (value: unknown) => {
    if (value !== null) requireShape(value, shape, "");
    return true;
  };
}

/** Accepts a list of any length, including an empty one. */
export function listOf(shape: Shape): Shape {
  return (value: unknown) => {
    expect(value).to.be.an("array");
    (value as unknown[]).forEach((item, i) => requireShape(item, shape, `[${i}]`));
    return true;
  };
}

/** Throws an AssertionError that names the part of `value` that does not match. */
export function requireShape(value: unknown, shape: Shape, path = "the answer"): void {
  if (shape instanceof RegExp) {
    expect(value, path).to.be.a("string");
    expect(value, path).to.match(shape);
  } else if (typeof shape === "function") {
    expect((shape as (value: unknown) => boolean)(value), `${path} is ${JSON.stringify(value)}`).to.equal(
      true,
    );
  } else if (Array.isArray(shape) && shape.length === 1) {
    expect(value, path).to.be.an("array").that.is.not.empty;
    (value as unknown[]).forEach((item, i) => requireShape(item, shape[0], `${path}[${i}]`));
  } else if (typeof shape === "object" && shape !== null && !Array.isArray(shape)) {
    expect(value, path).to.be.an("object");
    expect(Object.keys(value as object).sort(), path).to.deep.equal(Object.keys(shape).sort());
    for (const [key, inner] of Object.entries(shape)) {
      requireShape((value as Record<string, unknown>)[key], inner, `${path}.${key}`);
    }
  } else {
    expect(value, path).to.deep.equal(shape);
  }
}
