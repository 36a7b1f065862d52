import { webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { listAccountOwners, readLogs } from "@zksync-sso/sdk/client";
import { hexToBytes, pad, parseEventLogs, toEventSelector, type Address } from "viem";
import { getBlock } from "viem/actions";
import { getAbiItem } from "viem/utils";
import { nodeClient } from "../account/account-client.ts";
import { toBase64Url } from "../account/base64.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { readModules, type ForeignModule } from "./read-modules.ts";

/** A passkey of an account. */
export interface AccountPasskey {
  /** base64url. */
  readonly credentialId: string;
  /** The page it is for. */
  readonly origin: string;
  /** When it was added, in seconds. */
  readonly since: bigint;
}

/** All that may do everything with an account. */
export interface AccountKeys {
  readonly passkeys: readonly AccountPasskey[];
  /** Addresses of keys kept elsewhere. */
  readonly owners: readonly Address[];
  /** Contracts besides, that may act for the account or refuse what it does. */
  readonly modules: readonly ForeignModule[];
}

const event = (name: "PasskeyCreated" | "PasskeyRemoved" | "AllPasskeysRemoved") =>
  toEventSelector(getAbiItem({ abi: webAuthnModuleAbi, name }));

/** Reads which keys an account has, and what else may act for it: its passkeys from what the chain logged of them, the oldest first. */
export async function readKeys(chain: ChainConfig, account: Address): Promise<AccountKeys> {
  const node = nodeClient(chain);
  const events = [event("PasskeyCreated"), event("PasskeyRemoved"), event("AllPasskeysRemoved")];
  const [logs, owners, modules] = await Promise.all([
    readLogs(node, { address: chain.contracts.passkey, topics: [events, pad(account)] }),
    listAccountOwners(node, { account }),
    readModules(chain, account),
  ]);
  const passkeys = new Map<string, { credentialId: string; origin: string; blockNumber: bigint }>();
  const read = parseEventLogs({ abi: webAuthnModuleAbi, logs });
  for (const { eventName, args, blockNumber } of read) {
    if (eventName === "AllPasskeysRemoved") passkeys.clear();
    else if (eventName === "PasskeyCreated" || eventName === "PasskeyRemoved") {
      const { originDomain: origin, credentialId: raw } = args;
      const key = `${origin} ${raw}`;
      if (eventName === "PasskeyRemoved") passkeys.delete(key);
      else
        passkeys.set(key, {
          credentialId: toBase64Url(hexToBytes(raw)),
          origin,
          blockNumber: blockNumber ?? 0n,
        });
    }
  }
  const dated = [...passkeys.values()].map(async ({ blockNumber, ...passkey }) => {
    const { timestamp } = await getBlock(node, { blockNumber });
    return { ...passkey, since: timestamp };
  });
  return { passkeys: await Promise.all(dated), owners, modules };
}
