import { ForeignAccountError, MalformedMessageError } from "@zksync-sso/sdk/errors";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { hexToBytes, type Address, type Hex, type TypedDataDefinition } from "viem";
import { ExplainedError } from "../words/problem.ts";
import { visibleText } from "../words/visible-text.ts";
import { isSignIn, whyTextRefused } from "./sign-in-text.ts";
import { plainTypedData } from "./typed-data.ts";

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
      /** What the app calls this kind of data. */
      readonly type: string;
      readonly risk?: string;
    };

/** Typed data that lets somebody else take tokens. */
const GRANTING = /Permit|Authorization|Approv|Order|Delegat|Transfer|Withdraw|Offer|Swap|^Bid/i;

/** Names of data that has others do something in the account's name. */
const ACTING = /MetaTransaction|ForwardRequest|SafeTx|UserOp|Execut|Relay/i;

/**
 * Reads what an app wants signed.
 *
 * @throws ForeignAccountError if another account is to sign
 * @throws MalformedMessageError if it is no typed data, of another chain, or if it shows something else than what would be signed
 * @throws ExplainedError if it is a sign-in to another site than the one that asks
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
  const refused = whyTextRefused(
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(hexToBytes(raw)),
    origin,
  );
  if (refused)
    throw new ExplainedError({ what: refused, remedy: "Close this, and be careful with that app." });
  return text === undefined ? { kind: "bytes", raw } : { kind: "text", text, raw, isSignIn: isSignIn(text) };
}

/** Ends of lines, and an emoji's own mark, that it is to be shown as a picture: that is seen in the picture, or the keycap. */
const SEEN = /[\n\r\t]|(?<=\p{Extended_Pictographic})\ufe0f|(?<=[\d#*])\ufe0f(?=\u20e3)/gu;

/** Reads bytes as text, if they are; with nothing in it that cannot be seen. */
function textOf(raw: Hex): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(hexToBytes(raw));
    const seen = text.replace(SEEN, "");
    return visibleText(seen) === seen ? text : undefined;
  } catch {
    return undefined;
  }
}

function readTypedData(given: unknown, chainId: number): AskedMessage {
  const typedData = plainTypedData(given);
  const { domain, types, primaryType, message } = typedData;
  const asked = domain["chainId"];
  if (asked !== undefined && !isSameChain(asked, chainId))
    throw new MalformedMessageError("The data", "domain.chainId", "it is meant for another chain");
  return {
    kind: "data",
    typedData: typedData as unknown as TypedDataDefinition,
    // Texts apart: no name of the app's can take another's place.
    text: visibleLines(JSON.stringify(message, null, 2)),
    meantFor: visibleLines(JSON.stringify(domain, null, 2)),
    type: primaryType,
    // Also below a type that is called otherwise.
    ...riskOf(Object.keys(types)),
  };
}

/** What somebody may do with a signature of data that has these types. */
function riskOf(types: readonly string[]): { readonly risk?: string } {
  if (types.some((type) => ACTING.test(type)))
    return { risk: "Whoever gets this signature can do what is named in it, in your account’s name." };
  if (types.some((type) => GRANTING.test(type)))
    return { risk: "Whoever gets this signature can take the tokens that are named in it." };
  return {};
}

/** What an app sends is anything: a chain's number, too, may be none. */
function isSameChain(asked: unknown, chainId: number): boolean {
  try {
    return BigInt(asked as string) === BigInt(chainId);
  } catch {
    return false;
  }
}

/** Spaces after two others: enough of them, and what follows is on a line of its own, as if it were another member. */
const PADDING = /(?<=\p{Zs}{2})\p{Zs}/gu;

/** Shows what JSON leaves unseen; its own indentation stays. */
function visibleLines(json: string): string {
  return json
    .split("\n")
    .map((line) => {
      const text = line.trimStart();
      const padded = text.replace(PADDING, (space) => `\\u{${space.charCodeAt(0).toString(16)}}`);
      return `${line.slice(0, line.length - text.length)}${visibleText(padded)}`;
    })
    .join("\n");
}
