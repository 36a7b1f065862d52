import type { SignInRequest } from "@zksync-sso/sdk/messages";
import { quotedName } from "@zksync-sso/sdk/session";
import { hexToNumber, zeroAddress, type Address } from "viem";
import { createSiweMessage } from "viem/siwe";

/** Says why a request to sign in with Ethereum (ERC-4361) is refused: it is for another site than the one that asks. */
export function whySignInRefused(
  { domain, uri }: Pick<SignInRequest, "domain" | "uri">,
  origin: string,
): string | undefined {
  const { host } = new URL(origin);
  if (domain !== undefined && domain !== host)
    return `${host} asks you to sign in to ${named(domain)}: that is another site.`;
  if (uri !== undefined && (!URL.canParse(uri) || new URL(uri).origin !== origin))
    return `${host} asks you to sign in to ${named(uri)}: that is another site.`;
  return undefined;
}

function named(site: string): string {
  return quotedName(site) ?? "a site without a name";
}

/** Writes the message that is signed; its domain is the asking site's, whatever the app says. */
export function signInMessage(
  request: SignInRequest,
  { origin, address, now }: { readonly origin: string; readonly address: Address; readonly now: Date },
): string {
  const { nonce, chainId, statement, requestId, resources } = request;
  const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
  return createSiweMessage({
    address,
    chainId: hexToNumber(chainId),
    domain: new URL(origin).host,
    uri: request.uri ?? origin,
    nonce,
    version: "1",
    statement,
    issuedAt: time(request.issuedAt) ?? now,
    expirationTime: time(request.expirationTime),
    notBefore: time(request.notBefore),
    requestId,
    resources,
  });
}

/**
 * Returns the lines of the message below its statement, as they will be signed. Above it are the asking site's host
 * and the account's address, whatever the app says.
 */
export function signInLines(
  request: SignInRequest,
  { origin, now }: { readonly origin: string; readonly now: Date },
): readonly string[] {
  const lines = signInMessage(request, { origin, address: zeroAddress, now }).split("\n");
  // Site, address and an empty line; the statement, if there is one; another empty line.
  return lines.slice(request.statement ? 5 : 4);
}
