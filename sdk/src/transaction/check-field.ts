import { isAddress, isHex } from "viem";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";

/** What the fields of a request may be, and what to give instead of what they are. */
const KINDS = {
  address: [
    (field: unknown) => isAddress(String(field)),
    "0x and 40 hexadecimal digits, with the right checksum if any",
  ],
  bytes: [isBytes, "0x and two hexadecimal digits for each byte"],
  list: [
    (field: unknown) => Array.isArray(field) && field.every(isBytes),
    "a list of bytecodes, each in hexadecimal",
  ],
  amount: [
    (field: unknown) => isQuantity(field) && BigInt(field) < 2n ** 256n,
    "a bigint from 0n to 2^256 - 1",
  ],
  // viem signs a 0, and sends its own default in its place: the signature would be of another transaction.
  price: [
    (field: unknown) => isQuantity(field) && BigInt(field) > 0n && BigInt(field) < 2n ** 256n,
    "a bigint from 1n to 2^256 - 1, or leave it out",
  ],
  nonce: [Number.isSafeInteger, "a number from 0 to 2^53 - 1, or leave it out"],
} as const satisfies Record<string, readonly [(field: unknown) => boolean, string]>;

const FIELDS = {
  from: "address",
  to: "address",
  paymaster: "address",
  data: "bytes",
  dataSuffix: "bytes",
  paymasterInput: "bytes",
  factoryDeps: "list",
  value: "amount",
  gas: "amount",
  maxFeePerGas: "amount",
  maxPriorityFeePerGas: "amount",
  gasPerPubdata: "price",
  nonce: "nonce",
} as const;

/**
 * Checks a field of a request before it becomes another error far from where it was given: of a node, or of BigInt.
 *
 * @throws InvalidTransactionRequestError naming the field
 */
export function checkField<field>(name: keyof typeof FIELDS, field: field): field {
  const [isRight, what] = KINDS[FIELDS[name]];
  if (isRight(field) && !(typeof field === "number" && field < 0)) return field;
  throw new InvalidTransactionRequestError(
    `The transaction's ${name} cannot be read: ${typeof field === "string" ? JSON.stringify(field) : String(field)}.`,
    `Give ${what}.`,
  );
}

function isBytes(field: unknown): boolean {
  return isHex(field) && field.length % 2 === 0;
}

/** A number does as well where it is exact: viem takes one, too. */
function isQuantity(field: unknown): field is bigint | number {
  return typeof field === "bigint" ? field >= 0n : Number.isSafeInteger(field);
}
