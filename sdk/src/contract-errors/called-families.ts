import { size, slice, toFunctionSelector, type Abi, type Hex } from "viem";
import { guardianRecoveryModuleAbi, sessionKeyModuleAbi, webAuthnModuleAbi } from "../abi/generated.js";
import { readSessionBatch } from "../session/session-batch.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import type { ContractFamily } from "./sso-contract-error.js";

/** What of a transaction tells whom it reaches. */
export type Asked = Pick<AccountTransaction, "data" | "paymaster">;

const MODULES: Partial<Record<ContractFamily, ReadonlySet<Hex>>> = {
  session: selectorsOf(sessionKeyModuleAbi),
  passkey: selectorsOf(webAuthnModuleAbi),
  recovery: selectorsOf(guardianRecoveryModuleAbi),
};

/**
 * Returns the contracts of the suite that a transaction reaches before any other: the paymaster that pays for it, and the
 * modules whose functions it calls. Several contracts have the same errors, and it is theirs then.
 */
export function calledFamilies({ data = "0x", paymaster }: Asked): readonly ContractFamily[] {
  const batch = readSessionBatch(data);
  const calls = "rule" in batch ? [data] : batch.calls.map((call) => call.data);
  const called = calls.flatMap((call) => familyOf(call) ?? []);
  return paymaster === undefined ? called : ["paymaster", ...called];
}

/** Functions that every module has say nothing of which it is. */
function familyOf(data: Hex): ContractFamily | undefined {
  if (size(data) < 4) return undefined;
  // Whoever calls may write it in capitals.
  const selector = slice(data, 0, 4).toLowerCase() as Hex;
  const [family, ...others] = Object.entries(MODULES).filter(([, selectors]) => selectors.has(selector));
  return others.length === 0 ? (family?.[0] as ContractFamily | undefined) : undefined;
}

function selectorsOf(abi: Abi): ReadonlySet<Hex> {
  return new Set(abi.flatMap((item) => (item.type === "function" ? [toFunctionSelector(item)] : [])));
}
