import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { TransactionRevertedError } from "@zksync-sso/sdk/errors";
import { encodeFunctionData, keccak256, stringToHex, toFunctionSelector, type Address, type Hex } from "viem";
import { sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { act } from "../account/act.ts";
import { nodeClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { keyClient, type ChosenKey } from "../browser-key/key-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { GuardianRequest } from "../guardians/guardian-request.ts";

/** As whom a guardian answers: with an account of this page's, or with a key that the browser has. */
export type Actor =
  | { readonly kind: "account"; readonly account: KnownAccount }
  | { readonly kind: "key"; readonly key: ChosenKey };

/** Returns the address that has to be the guardian. */
export function addressOf(actor: Actor): Address {
  return actor.kind === "account" ? actor.account.address : actor.key.address;
}

/** Says what the guardian answers with. */
export function meansOf(actor: Actor): string {
  return actor.kind === "account" ? "your passkey" : actor.key.name;
}

/** Does what a guardian was asked for: agrees, or begins to let the passkey in. */
export async function answerAs(
  actor: Actor,
  chain: ChainConfig,
  request: GuardianRequest,
  say: (what: string) => void,
): Promise<void> {
  const { recovery: to } = chain.contracts;
  const data = dataOf(request);
  const hash =
    actor.kind === "account"
      ? await sendAsAccount(actor.account, chain, { to, data }, say)
      : await sendAsKey(actor.key, chain, { to, data }, say);
  say("Waiting for the chain…");
  const { status } = await waitForTransactionReceipt(nodeClient(chain), { hash });
  if (status !== "success") throw new TransactionRevertedError(hash);
}

const AGREE = "addGuardian(bytes32,address)";
const BEGIN = "initRecovery(address,bytes32,bytes32[2],bytes32)";

/** Encodes the call of the recovery module, for this page's origin. */
function dataOf({ account, passkey }: GuardianRequest): Hex {
  const page = keccak256(stringToHex(window.location.origin));
  const abi = guardianRecoveryModuleAbi;
  if (!passkey) return encodeFunctionData({ abi, functionName: "addGuardian", args: [page, account] });
  const { hashedCredentialId, rawPublicKey } = passkey;
  return encodeFunctionData({
    abi,
    functionName: "initRecovery",
    args: [account, hashedCredentialId, rawPublicKey, page],
  });
}

interface Call {
  readonly to: Address;
  readonly data: Hex;
}

function sendAsAccount(account: KnownAccount, chain: ChainConfig, call: Call, say: (what: string) => void) {
  const signature = [AGREE, BEGIN].find((each) => call.data.startsWith(toFunctionSelector(each))) ?? BEGIN;
  say("Waiting for your passkey…");
  return act({ chain, account, to: call.to, signature }, say, (client, { paymaster }) =>
    client.sendTransaction({ ...call, ...(paymaster && { paymaster: paymaster.address }) }),
  );
}

async function sendAsKey(key: ChosenKey, chain: ChainConfig, call: Call, say: (what: string) => void) {
  say(`Waiting for ${key.name}…`);
  return sendTransaction(await keyClient(chain, key), call);
}
