import { expect } from "chai";
import { concat, FunctionFragment, hexlify, type Interface, type ParamType } from "ethers";
import fc from "fast-check";
import { ERC7579Account__factory } from "../../../../typechain-types";
import { addressOf } from "../../../helpers/accounts/account-fixture";
import type { RealAccount } from "./world";

/** An argument; for an address that is known only on the chain, its number. */
type Argument = { readonly pick: number } | bigint | boolean | string | readonly Argument[];

/** What a stranger calls the account with. */
export interface StrangerCall {
  readonly caller: number;
  readonly functionName: string;
  /** The arguments by their types, or any bytes at all. */
  readonly input: readonly Argument[] | Uint8Array;
}

interface StateDiff {
  readonly post: Readonly<Record<string, unknown>>;
}

const abi: Interface = ERC7579Account__factory.createInterface();
const FUNCTIONS = abi.fragments
  .filter(FunctionFragment.isFragment)
  .filter(({ stateMutability }) => stateMutability !== "view" && stateMutability !== "pure");
const MAX_SYSTEM_ADDRESS = 0xffffn;
const EDGES = [0n, 1n, 4n, 113n, 2n ** 255n, 2n ** 256n - 1n];

/** Any function of the account that changes state, with arguments of its types or with arbitrary bytes. */
export const strangerCall: fc.Arbitrary<StrangerCall> = fc.constantFrom(...FUNCTIONS).chain((fragment) =>
  fc.record({
    caller: fc.nat({ max: 40 }),
    functionName: fc.constant(fragment.name),
    input: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(...fragment.inputs.map(argument)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    ),
  }),
);

/** Expects the call to change no slot and no balance of any contract, apart from the caller's own nonce. */
export async function expectNothing(
  real: RealAccount,
  others: readonly string[],
  call: StrangerCall,
): Promise<void> {
  const callers = strangers(real, others);
  const from = callers[call.caller % callers.length];
  const data = calldata(call, [real.onChain.address, ...callers]);
  const diff = (await real.onChain.provider.send("debug_traceCall", [
    { from, to: real.onChain.address, data },
    "latest",
    { tracer: "prestateTracer", tracerConfig: { diffMode: true } },
  ])) as StateDiff;
  const changed = Object.keys(diff.post).filter(
    (address) => BigInt(address) > MAX_SYSTEM_ADDRESS && address.toLowerCase() !== from!.toLowerCase(),
  );
  expect(changed, `what ${from} changes with ${data}`).to.deep.equal([]);
}

/**
 * Returns everybody who has an address and may not make the account act by calling it, including its owners
 * and validators.
 */
function strangers({ pool, stage, onChain }: RealAccount, others: readonly string[]): string[] {
  const { modules } = pool;
  const { accountFactory, beacon } = stage.suite.addresses;
  return [
    ...others,
    stage.deployer.address,
    accountFactory,
    beacon,
    pool.implementations[0],
    addressOf(onChain.ownerKey),
    ...modules[1],
    ...modules[3],
    ...modules[4],
    ...modules[5],
  ];
}

function calldata({ functionName, input }: StrangerCall, addresses: readonly string[]): string {
  const { selector } = abi.getFunction(functionName)!;
  if (input instanceof Uint8Array) return concat([selector, hexlify(input)]);
  const { inputs } = abi.getFunction(functionName)!;
  return abi.encodeFunctionData(
    functionName,
    inputs.map((type, i) => resolve(type, input[i]!, addresses)),
  );
}

/** Replaces numbers in the argument by their addresses, and cuts values to what its type allows. */
function resolve(type: ParamType, value: Argument, addresses: readonly string[]): unknown {
  if (Array.isArray(value)) {
    return (value as Argument[]).map((each, i) =>
      resolve(type.isTuple() ? type.components[i]! : type.arrayChildren!, each, addresses),
    );
  }
  const resolved =
    typeof value === "object" ? addresses[(value as { pick: number }).pick % addresses.length] : value;
  if (!type.baseType.startsWith("uint")) return resolved;
  return BigInt.asUintN(Number(type.baseType.slice(4)), BigInt(resolved as string));
}

function argument(type: ParamType): fc.Arbitrary<Argument> {
  if (type.isArray()) {
    const length = type.arrayLength ?? -1;
    return fc.array(
      argument(type.arrayChildren),
      length < 0 ? { maxLength: 2 } : { minLength: length, maxLength: length },
    );
  }
  if (type.isTuple()) return fc.tuple(...type.components.map(argument));
  const address = fc.nat({ max: 40 }).map((pick) => ({ pick }));
  if (type.baseType === "address") return address;
  if (type.baseType === "bool") return fc.boolean();
  if (type.baseType.startsWith("uint")) return fc.oneof(fc.constantFrom(...EDGES), address);
  const length = Number(type.baseType.slice("bytes".length));
  return fc
    .uint8Array(length === 0 ? { maxLength: 100 } : { minLength: length, maxLength: length })
    .map((bytes) => hexlify(bytes));
}
