import { hashTypedData, type Address, type Chain, type Hash, type Hex, type Transport } from "viem";
import { toSmartAccount, type SmartAccount } from "../../account-client/to-smart-account.js";
import { signMessage } from "../../message/sign-message.js";
import { signTypedData } from "../../message/sign-typed-data.js";
import type { PasskeyRequiredContracts } from "./passkey-client-data.js";

/** An account, and how its passkey signs a hash. */
export interface ToPasskeyAccountParameters<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
> {
  /** The account. */
  address: Address;
  /** Signs a hash as it is, and encodes the signature as the account takes it. */
  sign: (parameters: { hash: Hash }) => Promise<Hex>;
  chain: NonNullable<chain>;
  /** Not used: nothing is asked of a node to sign. */
  transport?: transport;
  /** Not used. */
  contracts?: PasskeyRequiredContracts;
}

/** A viem account that signs with a passkey. */
export type PasskeyAccount = SmartAccount<"ssoPasskeyAccount">;

/** Returns a viem account that signs with a passkey; messages and typed data in ERC-7739's form. */
export function toPasskeyAccount<transport extends Transport = Transport, chain extends Chain = Chain>({
  address,
  sign,
  chain,
}: ToPasskeyAccountParameters<transport, chain>): PasskeyAccount {
  const signer = {
    address,
    signTypedData: (typedData: Parameters<typeof hashTypedData>[0]) =>
      sign({ hash: hashTypedData(typedData) }),
  };
  return toSmartAccount({
    address,
    source: "ssoPasskeyAccount",
    sign,
    signMessage: ({ message }) => signMessage(signer, chain.id, message),
    signTypedData: (typedData) => signTypedData(signer, chain.id, typedData as never),
  });
}
