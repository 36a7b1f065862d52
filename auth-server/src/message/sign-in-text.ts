import { whySignInRefused } from "../popup/sign-in-message.ts";
import { visibleText } from "../words/visible-text.ts";

/** What makes a text a sign-in (ERC-4361): who checks one looks for these words. */
const PHRASE = /wants\s+you\s+to\s+sign\s+in\s+with\s+your\s+Ethereum\s+account/i;

/** Says whether a text signs somebody in with Ethereum. */
export function isSignIn(text: string): boolean {
  return PHRASE.test(text);
}

/**
 * Says why a text is refused that signs somebody in: to another site than the one that asks, or so that it cannot be read for
 * sure. Who checks it may read it otherwise than any library here, so that all of it has to be beyond doubt.
 */
export function whyTextRefused(text: string, origin: string): string | undefined {
  if (!isSignIn(text)) return undefined;
  const { host } = new URL(origin);
  const [before = "", ...rest] = text.split(PHRASE);
  const site = before.trimEnd();
  const uris = Array.from(text.matchAll(/^URI: ?(.*)$/gm), ([, uri = ""]) => uri);
  const refused = [{ domain: site === origin ? host : site }, ...uris.map((uri) => ({ uri }))]
    .map((part) => whySignInRefused(part, origin))
    .find((why) => why !== undefined);
  if (refused !== undefined) return refused;
  const isSeen = text.split("\n").every((line) => visibleText(line) === line);
  const isClear = isSeen && rest.length === 1 && uris.length > 0;
  return isClear ? undefined : `${host} asks you to sign in with a text that cannot be read for sure.`;
}
