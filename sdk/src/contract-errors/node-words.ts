/**
 * Lists what a node itself says in its answer, the outermost first. What a contract gave as the reason of its revert is left out, which
 * is anybody's; so is what viem adds to a message, which repeats the request.
 */
export function* nodeWordsOf(error: unknown): Iterable<string> {
  for (let link = error; isObject(link); link = link["cause"]) {
    const { details, shortMessage, message } = link;
    for (const text of [details, shortMessage ?? message])
      if (typeof text === "string") yield text.replace(REASON, "");
  }
}

/** "execution reverted: …", "Execution reverted with reason: …". Of words that are anybody's, no more than so many are looked at. */
const REASON = /\breverted(?: with [\w ]{1,40})?:[^]*/i;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
