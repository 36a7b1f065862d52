import { InvalidOriginError, OriginRequiredError, type OriginOption } from "../errors/passkey-errors.js";

const MAX_LENGTH = 253;

/**
 * Checks that a passkey can be registered for an origin: 1 to 253 printable ASCII characters without quotes, backslashes
 * and spaces.
 *
 * @throws InvalidOriginError saying what is wrong
 */
export function checkOrigin(origin: string): string {
  // What is beyond ASCII takes several bytes, but is refused whatever the length.
  if (origin.length === 0) throw new InvalidOriginError("is empty");
  const position = origin.search(/[^\x21\x23-\x5b\x5d-\x7e]/);
  if (position !== -1)
    throw new InvalidOriginError(
      `${JSON.stringify(origin)} has a character at position ${position} that no origin may have`,
    );
  if (origin.length > MAX_LENGTH)
    throw new InvalidOriginError(
      `has ${origin.length} characters, and the chain takes at most ${MAX_LENGTH}`,
    );
  return origin;
}

/** The page this runs in, where there is one. */
interface Page {
  readonly location?: { readonly origin?: string; readonly hostname?: string };
}

/**
 * Returns the origin that was given, or that of the page.
 *
 * @param option - what the caller's caller calls it
 * @throws OriginRequiredError if nothing was given and there is no page
 */
export function originOrPage(origin: string | undefined, option: OriginOption = "origin"): string {
  const found = origin ?? (globalThis as Page).location?.origin;
  if (found === undefined) throw new OriginRequiredError(option);
  return found;
}

/** An origin by the name that the published package has for it, and by the one that `registerNewPasskey` answers. */
interface Origins {
  readonly expectedOrigin?: string;
  readonly origin?: string;
}

/**
 * Returns the origin that was given by either name, or that of the page.
 *
 * @throws InvalidOriginError if the two differ
 * @throws OriginRequiredError if nothing was given and there is no page
 */
export function expectedOriginOf({ origin, expectedOrigin = origin }: Origins): string {
  if (origin !== undefined && origin !== expectedOrigin)
    throw new InvalidOriginError(
      `is given twice: ${JSON.stringify(expectedOrigin)} as \`expectedOrigin\`, and ${JSON.stringify(origin)} as \`origin\``,
    );
  return originOrPage(expectedOrigin, "expectedOrigin");
}

/**
 * Returns the relying party's id that was given, or the host of the page.
 *
 * @throws OriginRequiredError if nothing was given and there is no page
 */
export function rpIdOrPage(rpId: string | undefined): string {
  const found = rpId ?? (globalThis as Page).location?.hostname;
  if (found === undefined || found === "") throw new OriginRequiredError("rpID");
  return found;
}
