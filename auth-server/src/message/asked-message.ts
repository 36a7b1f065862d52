import { MalformedMessageError } from "@zksync-sso/sdk/errors";
import { ForeignAccountError } from "@zksync-sso/sdk/errors";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { hexToBytes, type Address, type Hex, type TypedDataDefinition } from "viem";
import { parseSiweMessage } from "viem/siwe";
import { visibleText } from "../words/visible-text.ts";
import { whySignInRefused } from "../popup/sign-in-message.ts";

/** A request for a signature of a message. */
export type MessageRequest = Extract<ParsedRequest, { method: "personal_sign" | "eth_signTypedData_v4" }>;

/** What an app wants signed, and how it is shown. */
export type AskedMessage =
  | { readonly kind: "text"; readonly text: string; readonly raw: Hex; readonly isSignIn: boolean }
  | { readonly kind: "bytes"; readonly raw: Hex }
  | {
      readonly kind: "data";
      readonly typedData: TypedDataDefinition;
      readonly text: string;
      readonly meantFor: string;
      readonly risk?: string;
    };

/** Typed data that lets somebody else take tokens. */
const GRANTING = /Permit|Authorization|Approv|Order|Delegat/i;

/**
 * Reads what an app wants signed.
 *
 * @throws ForeignAccountError if another account is to sign
 * @throws MalformedMessageError if it is no typed data, of another chain, or a sign-in to another site than the one that asks
 */
export function askedMessage(
  request: MessageRequest,
  { account, origin }: { readonly account: Address; readonly origin: string },
): AskedMessage {
  const isText = request.method === "personal_sign";
  const signer = isText ? request.params[1] : request.params[0];
  if (signer.toLowerCase() !== account.toLowerCase()) throw new ForeignAccountError(signer, account);
  return isText ? readText(request.params[0], origin) : readTypedData(request.params[1], request.chainId);
}

function readText(raw: Hex, origin: string): AskedMessage {
  const text = textOf(raw);
  if (text === undefined) return { kind: "bytes", raw };
  const { domain, uri, nonce } = parseSiweMessage(text);
  const isSignIn = domain !== undefined && nonce !== undefined;
  const refused = isSignIn && whySignInRefused({ domain, uri }, origin);
  if (refused) throw new MalformedMessageError("The message", "domain", refused);
  return { kind: "text", text, raw, isSignIn };
}

/** Reads bytes as text, if they are; with nothing in it that cannot be seen. */
function textOf(raw: Hex): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(hexToBytes(raw));
    return /[^\P{C}\n\r\t]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function readTypedData(given: unknown, chainId: number): AskedMessage {
  const typedData = parse(given);
  const asked = typedData.domain?.chainId;
  if (asked !== undefined && !isSameChain(asked, chainId))
    throw new MalformedMessageError("The data", "domain.chainId", `it is meant for chain ${String(asked)}`);
  checkMembers(typedData);
  const { primaryType } = typedData;
  return {
    kind: "data",
    typedData,
    // Two texts: no name of the app's can take the other's place.
    text: visibleLines(JSON.stringify(typedData.message, bigints, 2)),
    meantFor: visibleLines(JSON.stringify({ type: primaryType, ...typedData.domain }, bigints, 2)),
    ...(GRANTING.test(primaryType) && {
      risk: "Whoever gets this signature can take the tokens that are named in it.",
    }),
  };
}

/** What an app sends is anything: a chain's number, too, may be none. */
function isSameChain(asked: unknown, chainId: number): boolean {
  try {
    return BigInt(asked as string) === BigInt(chainId);
  } catch {
    return false;
  }
}

function parse(given: unknown): TypedDataDefinition {
  try {
    const { domain, types, primaryType, message } = (
      typeof given === "string" ? JSON.parse(given) : given
    ) as TypedDataDefinition;
    if (typeof primaryType !== "string" || typeof types !== "object" || typeof message !== "object") throw 0;
    return { domain, types, primaryType, message } as TypedDataDefinition;
  } catch {
    throw new MalformedMessageError("The request eth_signTypedData_v4", "1", "it is no typed data (EIP-712)");
  }
}

/** Shows what JSON leaves unseen. */
function visibleLines(json: string): string {
  return json
    .split("\n")
    .map((line) => visibleText(line))
    .join("\n");
}

/** Members that their type has not are not signed: showing them would say what nobody's word is on. */
function checkMembers({ types, primaryType, message }: TypedDataDefinition): void {
  const unsigned = unknownMember(types as Types, primaryType, message);
  if (unsigned !== undefined)
    throw new MalformedMessageError(
      "The data",
      unsigned,
      "its type has no such member, so that it is not signed",
    );
}

type Types = Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;

function unknownMember(types: Types, type: string, value: unknown): string | undefined {
  const item = /^(.*)\[\d*\]$/.exec(type)?.[1];
  if (item !== undefined)
    return Array.isArray(value)
      ? value.map((each) => unknownMember(types, item, each)).find((each) => each !== undefined)
      : undefined;
  const members = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!members || typeof value !== "object" || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const member = members.find((known) => known.name === name);
    if (!member) return name;
    const below = unknownMember(types, member.type, each);
    if (below !== undefined) return `${name}.${below}`;
  }
  return undefined;
}

function bigints(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
