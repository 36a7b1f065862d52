import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin, readLogs, type Guardian } from "@zksync-sso/sdk/client";
import { pad, parseEventLogs, toEventSelector, zeroAddress, type Address, type Hash } from "viem";
import { readContract } from "viem/actions";
import { getAbiItem } from "viem/utils";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** A guardian who lets new passkeys in on another page: of that, the chain knows the hash of its origin. */
export interface ForeignGuardian extends Guardian {
  readonly page: Hash;
}

const event = (name: "GuardianProposed" | "GuardianRemoved") =>
  toEventSelector(getAbiItem({ abi: guardianRecoveryModuleAbi, name }));

/**
 * Reads which guardians an account has on other pages. A passkey that one of them lets in opens the account as any does, and the
 * contract lists them by the page alone: which pages there are is in its logs.
 */
export async function readForeignGuardians(chain: ChainConfig, account: Address): Promise<ForeignGuardian[]> {
  const node = nodeClient(chain);
  const { recovery } = chain.contracts;
  const topics = [[event("GuardianProposed"), event("GuardianRemoved")], pad(account)];
  const logs = await readLogs(node, { address: recovery, topics });
  const own = hashOfOrigin(window.location.origin);
  const asked = new Map<string, readonly [page: Hash, guardian: Address]>();
  for (const { eventName, args } of parseEventLogs({ abi: guardianRecoveryModuleAbi, logs })) {
    if (eventName !== "GuardianProposed" && eventName !== "GuardianRemoved") continue;
    const { hashedOriginDomain: page, guardian } = args;
    if (eventName === "GuardianRemoved") asked.delete(`${page} ${guardian}`);
    else if (page !== own) asked.set(`${page} ${guardian}`, [page, guardian]);
  }
  const read = [...asked.values()].map(async ([page, guardian]): Promise<ForeignGuardian[]> => {
    const [address, isReady, since] = await readContract(node, {
      address: recovery,
      abi: guardianRecoveryModuleAbi,
      functionName: "accountGuardianData",
      args: [page, account, guardian],
    });
    // Those of an earlier installation of the module are void, without a word in its logs of each.
    return address === zeroAddress ? [] : [{ address, isReady, since, page }];
  });
  return (await Promise.all(read)).flat();
}
