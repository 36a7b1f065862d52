import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { readLogs } from "@zksync-sso/sdk/client";
import { isAddressEqual, parseEventLogs, toEventSelector, type Address } from "viem";
import { readContract } from "viem/actions";
import { getAbiItem } from "viem/utils";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/**
 * What the account can take from a contract, in the order in which it does: first what might refuse the rest. "screen" is a hook's
 * role of the validation, and "refuse" of the execution.
 */
export const REMOVABLE = ["screen", "refuse", "act", "approve"] as const;

/** What the account can take from a contract. */
export type RemovableRole = (typeof REMOVABLE)[number];

/** What a contract may do for an account or to it, if somebody has let it; which questions it answers, the account has no list of. */
export type ModuleRole = RemovableRole | "answer";

/** A contract in an account that is none of the suite's. */
export interface ForeignModule {
  readonly address: Address;
  readonly roles: readonly ModuleRole[];
}

/** Returns whether the account can take a role from a contract. */
export function isRemovable(role: ModuleRole): role is RemovableRole {
  return role !== "answer";
}

/** ERC-7579's types of what an account has no list of. */
const [EXECUTOR, HANDLER] = [2n, 3n];

const event = (name: "ModuleInstalled" | "ModuleUninstalled") =>
  toEventSelector(getAbiItem({ abi: erc7579AccountAbi, name }));

/** Reads which contracts other than the suite's an account has let approve, act, answer or refuse. */
export async function readModules(chain: ChainConfig, account: Address): Promise<ForeignModule[]> {
  const node = nodeClient(chain);
  const read = { address: account, abi: erc7579AccountAbi } as const;
  const [validators, before, after, installed] = await Promise.all([
    readContract(node, { ...read, functionName: "listModuleValidators" }),
    readContract(node, { ...read, functionName: "listHooks", args: [true] }),
    readContract(node, { ...read, functionName: "listHooks", args: [false] }),
    readInstalled(chain, account),
  ]);
  const roles = new Map<Address, Set<ModuleRole>>();
  const add = (role: ModuleRole, modules: readonly Address[]): void => {
    for (const module of modules) roles.set(module, (roles.get(module) ?? new Set()).add(role));
  };
  add("approve", validators);
  add("act", installed.executors);
  add("answer", installed.handlers);
  add("refuse", after);
  add("screen", before);
  const { passkey, session, recovery } = chain.contracts;
  const suite = [passkey, session, recovery];
  return [...roles]
    .filter(([address]) => !suite.some((each) => isAddressEqual(each, address)))
    .map(([address, each]) => ({ address, roles: [...each] }));
}

/** Reads from the account's logs who may act or answer for it: a handler answers as often as it was let, less what was ended. */
async function readInstalled(
  chain: ChainConfig,
  account: Address,
): Promise<{ executors: readonly Address[]; handlers: readonly Address[] }> {
  const topics = [[event("ModuleInstalled"), event("ModuleUninstalled")]];
  const logs = await readLogs(nodeClient(chain), { address: account, topics });
  const counts = new Map<Address, { executor: number; handler: number }>();
  for (const { eventName, args } of parseEventLogs({ abi: erc7579AccountAbi, logs })) {
    if (eventName !== "ModuleInstalled" && eventName !== "ModuleUninstalled") continue;
    const { executor, handler } = counts.get(args.module) ?? { executor: 0, handler: 0 };
    const step = eventName === "ModuleInstalled" ? 1 : -1;
    counts.set(args.module, {
      executor: executor + (args.moduleTypeId === EXECUTOR ? step : 0),
      handler: handler + (args.moduleTypeId === HANDLER ? step : 0),
    });
  }
  const those = (role: "executor" | "handler"): Address[] =>
    [...counts].filter(([, each]) => each[role] > 0).map(([address]) => address);
  return { executors: those("executor"), handlers: those("handler") };
}
