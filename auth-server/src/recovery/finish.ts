import { finishRecovery, finishRecoveryFromOutside } from "@zksync-sso/sdk/client";
import { AccountContractError } from "@zksync-sso/sdk/errors";
import { toFunctionSelector, type Address } from "viem";
import { nodeClient } from "../account/account-client.ts";
import { fromBase64 } from "../account/base64.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { rawPublicKey } from "../account/raw-public-key.ts";
import { sponsored } from "../account/sponsored.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { keyClient, type ChosenKey } from "../browser-key/key-client.ts";
import { ExplainedError } from "../words/problem.ts";

const ADD_PASSKEY = toFunctionSelector("addValidationKey(bytes,bytes32[2],string)");

/**
 * Lets the passkey of an account into it, a day after a guardian has begun. The chain's paymaster pays, or else the account.
 *
 * @throws ExplainedError if neither can
 */
export async function finish(
  chain: ChainConfig,
  account: KnownAccount,
  say: (what: string) => void,
): Promise<void> {
  const call = { sender: account.address, to: chain.contracts.passkey, selector: ADD_PASSKEY };
  const finishing = finishingOf(chain, account, say);
  await sponsored(chain, call, (paymaster) =>
    finishRecovery(nodeClient(chain), { ...finishing, ...(paymaster && { paymaster }) }),
  ).catch((error: unknown) => {
    throw isPoor(error) ? new ExplainedError(NOBODY_PAYS) : error;
  });
}

const NOBODY_PAYS = {
  what: "Your account has too little ETH for the network fee.",
  remedy:
    "Have somebody send a little to its address, or pay with a key that this browser has, and try again.",
};

/** Nodes say it in their own words, where the account's contract does not come to say it. */
function isPoor(error: unknown): boolean {
  if (error instanceof AccountContractError) return error.rule === "InsufficientFunds";
  return error instanceof Error && (/insufficient|not enough/i.test(error.message) || isPoor(error.cause));
}

/** As `finish`, but a key that the browser has brings it and pays: for an account that has nothing. */
export async function finishWithKey(
  chain: ChainConfig,
  account: KnownAccount,
  key: ChosenKey,
  say: (what: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await finishRecoveryFromOutside(await keyClient(chain, key, signal), finishingOf(chain, account, say));
}

interface Finishing {
  readonly accountToRecover: Address;
  readonly credentialId: string;
  readonly rawPublicKey: ReturnType<typeof rawPublicKey>;
  readonly origin: string;
  readonly contracts: ChainConfig["contracts"];
  readonly onTransactionSent: () => void;
}

function finishingOf(chain: ChainConfig, account: KnownAccount, say: (what: string) => void): Finishing {
  return {
    accountToRecover: account.address,
    credentialId: account.credentialId,
    rawPublicKey: rawPublicKey(fromBase64(account.publicKey)),
    origin: window.location.origin,
    contracts: chain.contracts,
    onTransactionSent: () => {
      say("Waiting for the chain…");
    },
  };
}
