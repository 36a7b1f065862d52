import type { YulCall, YulObject } from "./yul-object.ts";

/** EVM instructions EraVM has no equivalent of, by their Yul names. */
const UNSUPPORTED = new Set(["selfdestruct", "callcode", "pc", "extcodecopy", "blobhash", "blobbasefee"]);

/** There is no code in memory to copy from once a contract is deployed. */
const UNSUPPORTED_IN_RUNTIME = "codecopy";

/** For {@link parseYulObject}: the calls {@link findInstructionRestrictions} needs. */
export function isRestrictedCall(name: string): boolean {
  return name === UNSUPPORTED_IN_RUNTIME || UNSUPPORTED.has(name);
}

/**
 * Uses of unsupported instructions in a contract's own code. The IR has only what the contract can reach, so a
 * library's unused functions do not count; contracts it creates are subobjects and are checked on their own.
 */
export function findInstructionRestrictions(contract: YulObject): { message: string; call: YulCall }[] {
  const runtime = contract.objects.find(({ name }) => name === `${contract.name}_deployed`);
  return [...contract.calls.filter(({ name }) => UNSUPPORTED.has(name)), ...(runtime?.calls ?? [])].map(
    (call) => ({ message: messageFor(call.name), call }),
  );
}

function messageFor(name: string): string {
  const where = name === UNSUPPORTED_IN_RUNTIME ? " in the runtime code" : "";
  return `The \`${name.toUpperCase()}\` instruction is not supported${where}`;
}
