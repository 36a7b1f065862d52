const MESSAGES: ReadonlyMap<number, string> = new Map([
  [-32700, "Invalid JSON was received. Send valid JSON."],
  [-32600, "The request is no JSON-RPC request. Send one with `method` and `params`."],
  [-32601, "The method does not exist. Use one that the provider lists."],
  [-32602, "The method's parameters are invalid. Correct them and ask again."],
  [-32603, "The request failed inside. Ask again, and report it if it fails again."],
  [-32000, "The input is missing or invalid. Correct it and ask again."],
  [-32001, "What was asked for does not exist. Check its address or hash."],
  [-32002, "What was asked for is not available now. Ask again later."],
  [-32003, "The transaction was rejected. Correct it and send it again."],
  [-32004, "The method is not supported. Use another one."],
  [-32005, "Too much was asked for. Ask for less, or later."],
  [4001, "The person rejected the request. Ask again only when the person asks for it."],
  [4100, "The account or method is not authorized. Connect first."],
  [4200, "The provider does not support the method. Use another one."],
  [4900, "The provider is disconnected from all chains. Check the network and ask again."],
  [4901, "The provider is disconnected from this chain. Switch to another one, or ask again later."],
  [4902, "The provider does not know this chain. Use one of those it was configured with."],
]);

/** Returns what a standard error code means and what to do about it; nothing for other codes. */
export function messageOfCode(code: number): string | undefined {
  return MESSAGES.get(code);
}

/** Says whether a code may be handed out: a standard one, or one the standards leave to servers or providers. */
export function isErrorCode(code: unknown): code is number {
  if (!Number.isInteger(code)) return false;
  const number = code as number;
  return MESSAGES.has(number) || (number >= -32099 && number <= -32000) || (number >= 1000 && number <= 4999);
}
