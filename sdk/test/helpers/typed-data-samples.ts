import type { Address, TypedDataDefinition } from "viem";

const ALICE: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const BOB: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

/** EIP-712's own example: the contents' type comes first in the order of names. */
export const mail = {
  domain: { name: "Ether Mail", version: "1", chainId: 260, verifyingContract: ALICE },
  types: {
    Person: [
      { name: "name", type: "string" },
      { name: "wallet", type: "address" },
    ],
    Mail: [
      { name: "from", type: "Person" },
      { name: "to", type: "Person[]" },
      { name: "contents", type: "string" },
    ],
  },
  primaryType: "Mail",
  message: {
    from: { name: "Cow", wallet: ALICE },
    to: [{ name: "Bob", wallet: BOB }],
    contents: "Hello, Bob!",
  },
} as const satisfies TypedDataDefinition;

/** Permit2's: the contents' type comes after one it refers to. */
export const permit2 = {
  domain: { name: "Permit2", chainId: 260, verifyingContract: BOB },
  types: {
    PermitSingle: [
      { name: "details", type: "PermitDetails" },
      { name: "spender", type: "address" },
      { name: "sigDeadline", type: "uint256" },
    ],
    PermitDetails: [
      { name: "token", type: "address" },
      { name: "amount", type: "uint160" },
      { name: "expiration", type: "uint48" },
      { name: "nonce", type: "uint48" },
    ],
  },
  primaryType: "PermitSingle",
  message: {
    details: { token: ALICE, amount: 10n, expiration: 1_800_000_000, nonce: 0 },
    spender: BOB,
    sigDeadline: 1_800_000_000n,
  },
} as const satisfies TypedDataDefinition;

/** Seaport's orders: three types, of which the contents' comes last. */
export const seaport = {
  domain: { name: "Seaport", version: "1.6", chainId: 260, verifyingContract: BOB },
  types: {
    OrderComponents: [
      { name: "offerer", type: "address" },
      { name: "offer", type: "OfferItem[]" },
      { name: "consideration", type: "ConsiderationItem[]" },
      { name: "counter", type: "uint256" },
    ],
    OfferItem: [
      { name: "itemType", type: "uint8" },
      { name: "token", type: "address" },
      { name: "amount", type: "uint256" },
    ],
    ConsiderationItem: [
      { name: "itemType", type: "uint8" },
      { name: "recipient", type: "address" },
    ],
  },
  primaryType: "OrderComponents",
  message: {
    offerer: ALICE,
    offer: [
      { itemType: 2, token: ALICE, amount: 1n },
      { itemType: 3, token: BOB, amount: 2n },
    ],
    consideration: [{ itemType: 0, recipient: BOB }],
    counter: 0n,
  },
} as const satisfies TypedDataDefinition;

const hash = `0x${"12".repeat(32)}` as const;

export const typedDataSamples: Record<string, TypedDataDefinition> = {
  "EIP-712's mail": mail,
  "Permit2's PermitSingle": permit2,
  "Seaport's order": seaport,
  "a domain with a salt": { ...mail, domain: { ...mail.domain, salt: hash } } as TypedDataDefinition,
  "a domain whose type is written out": {
    ...mail,
    types: { ...mail.types, EIP712Domain: [{ name: "name", type: "string" }] },
    domain: { name: "Ether Mail" },
  } as TypedDataDefinition,
  "a type with a lower-case initial": {
    domain: { name: "An app" },
    types: { order: [{ name: "id", type: "uint256" }] },
    primaryType: "order",
    message: { id: 1n },
  } as TypedDataDefinition,
};
