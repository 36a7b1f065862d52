// A page with a passkey: creates it, signs with it, and pays with the account that the test has deployed for
// it.

import {
  createZksyncPasskeyClient,
  registerNewPasskey,
  requestPasskeyAuthentication,
  type PasskeyRequiredContracts,
} from "@zksync-sso/sdk/client/passkey";
import { bytesToHex, hexToBytes, http, keccak256, type Address, type Hex } from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { onClick } from "./outcome.js";
import { RECIPIENT } from "./recipient.js";

/** A passkey as the page reports it, in JSON. */
export interface MadePasskey {
  readonly credentialId: string;
  readonly publicKey: Hex;
  readonly origin: string;
}

/** The account, which the test writes into the page's field. */
export interface PasskeyPageAccount {
  readonly address: Address;
  readonly contracts: PasskeyRequiredContracts;
  readonly rpc: string;
}

const NAMES = { userName: "alice", userDisplayName: "Alice" };

let made: MadePasskey | undefined;

onClick("Register", async () => {
  const { credentialId, credentialPublicKey, origin } = await registerNewPasskey(NAMES);
  made = { credentialId, publicKey: bytesToHex(credentialPublicKey), origin };
  return made;
});

onClick("Sign", async () => {
  const challenge = keccak256("0x01");
  const { passkeyAuthenticationResponse } = await requestPasskeyAuthentication({
    challenge,
    ...credential(),
  });
  return passkeyAuthenticationResponse.id;
});

onClick("Pay", () => {
  const { address, contracts, rpc } = JSON.parse(
    document.querySelector("input")!.value,
  ) as PasskeyPageAccount;
  const chain = { ...zksyncInMemoryNode, rpcUrls: { default: { http: [rpc] } } };
  const client = createZksyncPasskeyClient({
    address,
    contracts,
    chain,
    transport: http(rpc),
    ...NAMES,
    ...credential(),
  });
  return client.sendTransaction({ to: RECIPIENT, value: 1n } as never);
});

function credential(): { credentialId: string; credentialPublicKey: Uint8Array } {
  if (!made) throw new Error("there is no passkey yet");
  return { credentialId: made.credentialId, credentialPublicKey: hexToBytes(made.publicKey) };
}
