import type { Abi, AbiFunction, AbiParameter, AbiParameterToPrimitiveType } from "viem";
import type { CallPolicy, Constraint, PartialLimit } from "./preferences.js";

/** A function of the ABI that can change something. */
export type WriteFunction<abi extends Abi> = Extract<
  abi[number],
  { type: "function"; stateMutability: "nonpayable" | "payable" }
>;

type CanonicalType<parameter> = parameter extends {
  type: `tuple${infer suffix}`;
  components: infer components;
}
  ? `(${CanonicalTypes<components>})${suffix}`
  : parameter extends { type: infer type extends string }
    ? type
    : never;

type CanonicalTypes<parameters> = parameters extends readonly [infer head, ...infer tail]
  ? tail extends readonly []
    ? CanonicalType<head>
    : `${CanonicalType<head>},${CanonicalTypes<tail>}`
  : "";

/** A function's full signature, `name(type,type)`. */
export type SignatureOf<fn> = fn extends AbiFunction
  ? `${fn["name"]}(${CanonicalTypes<fn["inputs"]>})`
  : never;

type IsUnion<type, copy = type> = [type] extends [never]
  ? false
  : type extends unknown
    ? [copy] extends [type]
      ? false
      : true
    : never;

/** Of these names, those that one function alone has. */
type UnambiguousName<abi extends Abi, name extends string> = name extends unknown
  ? IsUnion<Extract<WriteFunction<abi>, { name: name }>> extends true
    ? never
    : name
  : never;

/** What a policy may call a function of the ABI: its full signature, or its name where no other function has it. */
export type WriteFunctionName<abi extends Abi> = Abi extends abi
  ? string
  : SignatureOf<WriteFunction<abi>> | UnambiguousName<abi, WriteFunction<abi>["name"]>;

type FunctionOf<fn, name extends string> = fn extends AbiFunction
  ? name extends fn["name"] | SignatureOf<fn>
    ? fn
    : never
  : never;

type IsDynamic<parameter> = parameter extends { type: infer type extends string }
  ? type extends "string" | "bytes" | `${string}[]` | `${string}[][${string}`
    ? true
    : type extends `string[${string}` | `bytes[${string}`
      ? true
      : parameter extends { components: infer components }
        ? AnyDynamic<components>
        : false
  : never;

type AnyDynamic<parameters> = parameters extends readonly [infer head, ...infer tail]
  ? IsDynamic<head> extends true
    ? true
    : AnyDynamic<tail>
  : false;

type Unsigned = `uint${string}`;
type Ordered = "Greater" | "Less" | "GreaterEqual" | "LessEqual";
type ToNumber<key> = key extends `${infer index extends number}` ? index : never;

/** What one argument may be held to: only numbers without a sign are compared for order, and summed up. */
type ConstraintOn<parameter extends AbiParameter, index extends number> =
  IsDynamic<parameter> extends true
    ? never
    : parameter["type"] extends `${string}]` | `tuple${string}`
      ? {
          index: index;
          value?: AbiParameterToPrimitiveType<parameter>;
          condition?: "Equal" | "Unconstrained";
        }
      : parameter["type"] extends Unsigned
        ? | {
              index: index;
              value: AbiParameterToPrimitiveType<parameter>;
              condition?: "Equal" | "NotEqual" | Ordered;
              limit?: PartialLimit;
            }
          | { index: index; value?: undefined; condition?: "Unconstrained"; limit?: PartialLimit }
        : parameter["type"] extends `int${string}`
          ? | {
                index: index;
                value: AbiParameterToPrimitiveType<parameter>;
                condition?: "Equal" | "NotEqual";
                limit?: PartialLimit;
              }
            | { index: index; value?: undefined; condition?: "Unconstrained"; limit?: PartialLimit }
          : | {
                index: index;
                value: AbiParameterToPrimitiveType<parameter>;
                condition?: "Equal" | "NotEqual";
              }
            | { index: index; value?: undefined; condition?: "Unconstrained" };

type ConstraintsOn<inputs extends readonly AbiParameter[]> = {
  [key in keyof inputs]: ConstraintOn<inputs[key], ToNumber<key>>;
}[number];

/** A constraint on an argument the function has, with a value of that argument's type. */
export type ConstraintOf<abi extends Abi, name extends string> = Abi extends abi
  ? Constraint
  : ConstraintsOn<FunctionOf<WriteFunction<abi>, name>["inputs"]>;

/** A call policy whose function and constraints are those of the ABI. */
export interface TypesafeCallPolicy<abi extends Abi, name extends WriteFunctionName<abi>> extends Omit<
  CallPolicy,
  "abi" | "functionName" | "constraints"
> {
  abi: abi;
  functionName: name | WriteFunctionName<abi>;
  constraints?: readonly ConstraintOf<abi, name>[];
}
