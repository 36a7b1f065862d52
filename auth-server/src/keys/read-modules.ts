import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { readLogs } from "@zksync-sso/sdk/client";
import { isAddressEqual, parseEventLogs, toEventSelector, type Address, type Hash, type Hex } from "viem";
import { readContract } from "viem/actions";
import { getAbiItem } from "viem/utils";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { handledSelectors, HANDLER } from "./handled-selectors.ts";

/**
 * What a contract may do for an account or to it, if somebody has let it; in the order in which the account takes it away: first
 * what might refuse the rest. "screen" is a hook's role of the validation, and "refuse" of the execution.
 */
const ROLES = ["screen", "refuse", "act", "answer", "approve"] as const;

/** One of those. */
export type ModuleRole = (typeof ROLES)[number];

/** A contract in an account that is none of the suite's. */
export interface ForeignModule {
  readonly address: Address;
  readonly roles: readonly ModuleRole[];
  /** The functions that it answers, as far as they are known. */
  readonly answers: readonly Hex[];
  /** How many more it answers, that nobody can name. */
  readonly unknownAnswers: number;
}

/** Something that the account can take from a contract: a role; of what it answers, one function. */
export type Removal =
  { readonly role: Exclude<ModuleRole, "answer"> } | { readonly role: "answer"; readonly selector: Hex };

/** Lists what the account can take from a contract, in the order in which it does. */
export function removalsOf({ roles, answers }: ForeignModule): Removal[] {
  return ROLES.filter((role) => roles.includes(role)).flatMap((role): Removal[] =>
    role === "answer" ? answers.map((selector) => ({ role, selector })) : [{ role }],
  );
}

/** ERC-7579's type of another kind of module that an account has no list of. */
const EXECUTOR = 2n;

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
  add("answer", [...installed.handlers.keys()]);
  add("refuse", after);
  add("screen", before);
  const { passkey, session, recovery } = chain.contracts;
  const suite = [passkey, session, recovery];
  const foreign = [...roles].filter(([address]) => !suite.some((each) => isAddressEqual(each, address)));
  return Promise.all(
    foreign.map(async ([address, each]): Promise<ForeignModule> => {
      const { count, transactions } = installed.handlers.get(address) ?? { count: 0, transactions: [] };
      const answers = await handledSelectors(node, { account, handler: address }, transactions).catch(
        // It is shown all the same.
        (): Hex[] => [],
      );
      return { address, roles: [...each], answers, unknownAnswers: count - answers.length };
    }),
  );
}

/** How many functions a contract answers, and where it was let. */
interface Handling {
  readonly count: number;
  readonly transactions: readonly Hash[];
}

/** Reads from the account's logs who may act or answer for it: a handler answers as often as it was let, less what was ended. */
async function readInstalled(
  chain: ChainConfig,
  account: Address,
): Promise<{ executors: readonly Address[]; handlers: ReadonlyMap<Address, Handling> }> {
  const topics = [[event("ModuleInstalled"), event("ModuleUninstalled")]];
  const logs = await readLogs(nodeClient(chain), { address: account, topics });
  const executors = new Map<Address, number>();
  const handlers = new Map<Address, Handling>();
  for (const { eventName, args, transactionHash } of parseEventLogs({ abi: erc7579AccountAbi, logs })) {
    if (eventName !== "ModuleInstalled" && eventName !== "ModuleUninstalled") continue;
    const { module, moduleTypeId } = args;
    const step = eventName === "ModuleInstalled" ? 1 : -1;
    if (moduleTypeId === EXECUTOR) executors.set(module, (executors.get(module) ?? 0) + step);
    if (moduleTypeId !== HANDLER) continue;
    const { count, transactions } = handlers.get(module) ?? { count: 0, transactions: [] };
    const here = step > 0 && transactionHash ? [transactionHash] : [];
    handlers.set(module, { count: count + step, transactions: [...transactions, ...here] });
  }
  return {
    executors: [...executors].filter(([, count]) => count > 0).map(([address]) => address),
    handlers: new Map([...handlers].filter(([, { count }]) => count > 0)),
  };
}
