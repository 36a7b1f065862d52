import {
  zeroAddress,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hash,
  type Hex,
  type Transport,
} from "viem";
import { deployProxyAccount, type DeployedAccount } from "../../deployment/deploy-proxy-account.js";
import { uniqueIdOfText } from "../../deployment/unique-id.js";
import { requireOptions } from "../../errors/require-options.js";
import { parseCredentialId } from "../../passkey/credential-id.js";
import { encodePasskeyInstallData } from "../../passkey/install-data.js";
import { expectedOriginOf } from "../../passkey/origin.js";
import { parsePublicKey } from "../../passkey/public-key.js";
import { encodeSession } from "../../session/encode-session.js";
import type { SessionConfig } from "../../session/session-spec.js";
import { encodeModuleData } from "../../utils/encode-module-data.js";

/** A passkey that an account begins with. */
export interface PasskeyOfAccount {
  /** base64url. */
  credentialId: string;
  /** COSE_Key or SubjectPublicKeyInfo. */
  credentialPublicKey: Uint8Array;
  /** The page's origin, scheme and port included. That of the page by default. */
  expectedOrigin?: string;
  /** The same, as `registerNewPasskey` answers it. */
  origin?: string;
}

/** As `PasskeyOfAccount`, with the module's address. */
export interface DeployAccountPasskeyArgs extends PasskeyOfAccount {
  location: Address;
}

/** An account to deploy, with a passkey. */
export interface DeployAccountArgs extends PasskeyOfAccount {
  paymasterAddress?: Address;
  paymasterInput?: Hex;
  /** Any text that is new for the key that deploys. The passkey by default. */
  uniqueAccountId?: string;
  contracts: {
    accountFactory: Address;
    passkey: Address;
    session: Address;
    recovery: Address;
    /** Another suite's module, installed with nothing. This suite has none. */
    recoveryOidc?: Address;
  };
  /** A session that is open from the beginning. */
  initialSession?: SessionConfig;
  onTransactionSent?: (hash: Hash) => void;
}

/** A new account, and the transaction that made it. */
export type DeployAccountReturnType = DeployedAccount;

/**
 * Encodes the passkey module and an account's first passkey, as the factory is given them.
 *
 * @throws PasskeyError of the class that says what the chain would not take
 */
export async function encodePasskeyModuleData({
  location,
  ...passkey
}: DeployAccountPasskeyArgs): Promise<Hash> {
  return encodeModuleData({ address: location, parameters: installDataOf(passkey) });
}

/**
 * Deploys an account with a passkey, a session if one is given, and the recovery module, in one transaction. Nobody is asked
 * for a passkey: `registerNewPasskey` was the one prompt. The client's key only sends, and gets no rights on the account.
 *
 * @throws PasskeyError of the class that says what of the passkey the chain would not take
 * @throws TransactionRevertedError, AccountNotCreatedError if there is no account afterwards
 *
 * @example
 * const { credentialId, credentialPublicKey } = await registerNewPasskey({ userName, userDisplayName })
 * const { address } = await deployAccount(client, { credentialId, credentialPublicKey, contracts })
 */
export async function deployAccount(
  client: Client<Transport, Chain, Account>,
  args: DeployAccountArgs,
): Promise<DeployAccountReturnType> {
  requireOptions("deployAccount", args, [
    "credentialId",
    "credentialPublicKey",
    "contracts.accountFactory",
    "contracts.passkey",
    "contracts.session",
    "contracts.recovery",
  ]);
  const { contracts, initialSession, uniqueAccountId, paymasterAddress, paymasterInput, onTransactionSent } =
    args;
  const passkey = installDataOf(args);
  const validators = [
    { address: contracts.passkey, parameters: passkey },
    { address: contracts.session, parameters: initialSession ? encodeSession(initialSession) : "0x" },
    { address: contracts.recovery, parameters: "0x" },
    { address: contracts.recoveryOidc ?? zeroAddress, parameters: "0x" },
  ] as const;
  return deployProxyAccount(client, {
    accountFactory: contracts.accountFactory,
    uniqueId: uniqueIdOfText(uniqueAccountId ?? passkey),
    initialValidators: validators.filter(({ address }) => address !== zeroAddress).map(encodeModuleData),
    owners: [],
    ...(paymasterAddress && { paymaster: { address: paymasterAddress, paymasterInput } }),
    ...(onTransactionSent && { onTransactionSent }),
  });
}

function installDataOf({ credentialId, credentialPublicKey, ...origins }: PasskeyOfAccount): Hex {
  return encodePasskeyInstallData({
    credentialId: parseCredentialId(credentialId),
    publicKey: parsePublicKey(credentialPublicKey),
    origin: expectedOriginOf(origins),
  });
}
