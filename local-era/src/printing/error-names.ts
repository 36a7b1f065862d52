import { selectorHex } from "../primitives/abi.ts";
import { AbiError, AbiReader } from "../primitives/abi-reader.ts";
import { toHex } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { NamedError } from "./named-error.ts";
import { projectError } from "./project-names.ts";
import { SUITE_ERRORS } from "./suite-interface.ts";

/** Lists errors of the system contracts and the default account that can end a refused transaction. */
const SYSTEM_ERRORS = [
  "InsufficientFunds(uint256 required, uint256 actual)",
  "InvalidSig(uint8 field, uint256 actual)",
  "FailedToPayOperator()",
  "ValueMismatch(uint256 expected, uint256 actual)",
  "NonceAlreadyUsed(address account, uint256 nonce)",
  "NonceNotUsed(address account, uint256 nonce)",
  "InvalidNonceKey(uint192 nonceKey)",
  "NonceIncreaseError(uint256 min, uint256 max, uint256 proposed)",
  "SystemCallFlagRequired()",
  "Unauthorized(address caller)",
  "UnknownCodeHash(bytes32 codeHash)",
  "HashIsNonZero(bytes32 codeHash)",
];

/** The system's come last, so that theirs are the names of what the suite declares in other words. */
const ERRORS: ReadonlyMap<Hex, NamedError> = new Map([...SUITE_ERRORS, ...SYSTEM_ERRORS].map(readSignature));

/** Formats revert data by its error's name and arguments: `Name: first 1, second 2`; undefined for an unknown error. */
export function errorText(data: Uint8Array): string | undefined {
  const selector = toHex(data.subarray(0, 4));
  const error = ERRORS.get(selector) ?? projectError(selector);
  if (error === undefined) return undefined;
  if (error.parameters.some(({ type }) => !isSimple(type))) return error.name;
  const values = new AbiReader(data.subarray(4));
  try {
    const listed = error.parameters.map(({ type, name }, i) =>
      name === "" ? valueText(values, i, type) : `${name} ${valueText(values, i, type)}`,
    );
    return listed.length === 0 ? error.name : `${error.name}: ${listed.join(", ")}`;
  } catch (failure) {
    // The bytes only begin like the error.
    if (failure instanceof AbiError) return undefined;
    throw failure;
  }
}

function readSignature(signature: string): [Hex, NamedError] {
  const [name, list] = signature.slice(0, -1).split("(");
  const parameters = list!
    .split(", ")
    .filter((text) => text !== "")
    .map((text) => {
      const [type, parameter] = text.split(" ");
      return { type: type!, name: parameter! };
    });
  return [
    selectorHex(`${name}(${parameters.map(({ type }) => type).join(",")})`),
    { name: name!, parameters },
  ];
}

/** Whether a value is one word of the head: structs and arrays are left out of texts. */
function isSimple(type: string): boolean {
  return !/[([]/.test(type);
}

function valueText(values: AbiReader, index: number, type: string): string {
  if (type === "string") return JSON.stringify(new TextDecoder().decode(values.bytes(index)));
  if (type === "bytes") return toHex(values.bytes(index));
  if (type === "address") return values.address(index);
  if (type === "bool") return String(values.uint(index, 1) === 1n);
  if (type.startsWith("int")) return BigInt.asIntN(256, values.word(index)).toString();
  const hash = values.hash(index);
  if (type.startsWith("bytes")) return hash.slice(0, 2 + 2 * Number(type.slice("bytes".length)));
  return values.word(index).toString();
}
