import { signerOf } from "@zksync-sso/sdk/client/session";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { parseAbi, zeroHash } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

const SESSIONS = parseAbi(["function sessionSigner(address signer) view returns (bytes32)"]);

/** A key that some session on the chain has already. The app's SDK takes a fresh one when it reads the name of the rule. */
export class SignerTakenError extends Error {
  override readonly name = "SignerTakenError";
  readonly code = -32602;
}

/**
 * Looks whether the key that an app asks a session for is free, before the person is asked for anything: a passkey that was
 * made for nothing stays behind.
 *
 * @throws SignerTakenError if it is not
 */
export async function checkSigner(chain: ChainConfig, request: ParsedRequest): Promise<void> {
  if (request.method !== "wallet_connect") return;
  const key = request.params[0].capabilities.session?.key;
  if (!key) return;
  const signer = signerOf(key);
  const hash = await readContract(nodeClient(chain), {
    address: chain.contracts.session,
    abi: SESSIONS,
    functionName: "sessionSigner",
    args: [signer],
  });
  if (hash !== zeroHash)
    throw new SignerTakenError(`SignerAlreadyUsed: the key ${signer} is another session's.`);
}
