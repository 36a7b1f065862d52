import type { Account, Address, Chain, Client, Hash, Hex, TransactionReceipt, Transport } from "viem";
import { deployProxyAccount } from "../deployment/deploy-proxy-account.js";
import { uniqueIdOfModularAccount } from "../deployment/unique-id.js";
import { requireOptions } from "../errors/require-options.js";
import { parseCredentialId } from "../passkey/credential-id.js";
import { encodePasskeyInstallData } from "../passkey/install-data.js";
import { originOrPage } from "../passkey/origin.js";
import { parsePublicKey } from "../passkey/public-key.js";
import { encodeSession } from "../session/encode-session.js";
import type { SessionSpec } from "../session/session-spec.js";
import { encodeModuleData } from "../utils/encode-module-data.js";

/** A paymaster that pays for the deployment. */
export type DeployAccountPaymasterArgs = {
  location: Address;
  /** `general("")` if not given. */
  input?: Hex;
};

/** The session module, and a session that is open from the beginning. */
export type DeployAccountSessionArgs = {
  location: Address;
  initialSession?: SessionSpec;
};

/** The passkey module, and the account's first passkey. */
export type ModularAccountPasskeyArgs = {
  location: Address;
  /** base64url. */
  credentialId: string;
  /** COSE_Key or SubjectPublicKeyInfo. */
  credentialPublicKey: Uint8Array;
  /** The page's origin, scheme and port included. That of the page by default. */
  expectedOrigin?: string;
};

/** An account to deploy. */
export type DeployAccountArgs = {
  accountFactory: Address;
  /** Modules that are installed with nothing. */
  installNoDataModules: Address[];
  /** Addresses of secp256k1 keys that may do everything. */
  owners: Address[];
  sessionModule?: DeployAccountSessionArgs;
  paymaster?: DeployAccountPaymasterArgs;
  passkeyModule?: ModularAccountPasskeyArgs;
  /** Any text that is new for the key that deploys; the owners and the passkey are part of the account's id anyway. */
  uniqueAccountId?: string;
  onTransactionSent?: (hash: Hash) => void;
};

/** A new account, and the transaction that made it. */
export type DeployAccountReturnType = {
  address: Address;
  transactionReceipt: TransactionReceipt;
};

/**
 * Deploys an account of the modules, owners and keys that are given. The client's key only sends, and gets no rights on
 * the account.
 *
 * @throws PasskeyError of the class that says what of the passkey the chain would not take
 * @throws TransactionRevertedError, AccountNotCreatedError if there is no account afterwards
 */
export async function deployModularAccount(
  client: Client<Transport, Chain, Account>,
  args: DeployAccountArgs,
): Promise<DeployAccountReturnType> {
  requireOptions("deployModularAccount", args, ["accountFactory", "owners", "installNoDataModules"]);
  const { accountFactory, owners, passkeyModule, paymaster, uniqueAccountId, onTransactionSent } = args;
  return deployProxyAccount(client, {
    accountFactory,
    uniqueId: uniqueIdOfModularAccount({
      owners,
      ...(uniqueAccountId === undefined ? {} : { uniqueAccountId }),
      ...(passkeyModule && { credentialId: passkeyModule.credentialId }),
    }),
    initialValidators: validatorsOf(args),
    owners,
    ...(paymaster && {
      paymaster: {
        address: paymaster.location,
        ...(paymaster.input && { paymasterInput: paymaster.input }),
      },
    }),
    ...(onTransactionSent && { onTransactionSent }),
  });
}

/** Passkeys come before modules that want to know of them when they are installed. */
function validatorsOf({ sessionModule, passkeyModule, installNoDataModules }: DeployAccountArgs): Hex[] {
  const modules: { address: Address; parameters: Hex }[] = [];
  if (sessionModule) {
    const { location, initialSession } = sessionModule;
    modules.push({
      address: location,
      parameters: initialSession ? encodeSession(initialSession) : "0x",
    });
  }
  if (passkeyModule) {
    const { location, credentialId, credentialPublicKey, expectedOrigin } = passkeyModule;
    const parameters = encodePasskeyInstallData({
      credentialId: parseCredentialId(credentialId),
      publicKey: parsePublicKey(credentialPublicKey),
      origin: originOrPage(expectedOrigin, "expectedOrigin"),
    });
    modules.push({ address: location, parameters });
  }
  for (const address of installNoDataModules) modules.push({ address, parameters: "0x" });
  return modules.map(encodeModuleData);
}
