import type { YulCall, YulObject } from "./yul-object.ts";

/** Lists EVM instructions without an equivalent in EraVM, by their Yul names. */
const UNSUPPORTED = new Set(["selfdestruct", "callcode", "pc", "extcodecopy", "blobhash", "blobbasefee"]);

/** Is unsupported at run time: a deployed contract has no code in memory to copy from. */
const UNSUPPORTED_IN_RUNTIME = "codecopy";

/** Selects for {@link parseYulObject} the calls that {@link findInstructionRestrictions} needs. */
export function isRestrictedCall(name: string): boolean {
  return name === UNSUPPORTED_IN_RUNTIME || UNSUPPORTED.has(name);
}

/**
 * Finds unsupported instructions in a contract's own code. The IR only contains what the contract can reach, so a
 * library's unused functions do not count; contracts that it creates are subobjects and are checked on their own.
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
