import { hexlify, randomBytes, type TransactionReceipt } from "ethers";
import { utils } from "zksync-ethers";
import { ERC7579Account__factory, type ERC7579Account } from "../../../typechain-types";
import type { AccountOnChain } from "./send-as";
import { encodeModuleInstall, encodePasskeyInstall } from "./module-install";
import { encodeSession, type SessionSpec } from "../sessions/session-spec";
import type { Passkey } from "../passkeys/software-authenticator";
import type { Suite } from "./suite";
import { accountId } from "./unique-id";

/** Who may sign for a new account. If nothing is given the factory refuses, since nobody could. */
export interface AccountKeys {
  readonly passkey?: Passkey;
  /** `true` installs the session module without a session; a spec also opens that session. */
  readonly session?: SessionSpec | true;
  /** Installs the recovery module; the passkey module comes with it, with or without a first passkey. */
  readonly recovery?: boolean;
  /** Addresses of secp256k1 owners. */
  readonly owners?: readonly string[];
  /** bytes32; random if not given. */
  readonly uniqueId?: string;
}

/** An account deployed by the factory. */
export interface SuiteAccount extends AccountOnChain {
  readonly contract: ERC7579Account;
  readonly accountId: string;
  /** The transaction that deployed it. */
  readonly receipt: TransactionReceipt;
}

/** Deploys an account through the suite's factory in one transaction. */
export async function createAccount(suite: Suite, keys: AccountKeys): Promise<SuiteAccount> {
  const uniqueId = keys.uniqueId ?? hexlify(randomBytes(32));
  const id = accountId(uniqueId, suite.deployer.address);
  const response = await suite.factory.deployProxySsoAccount(uniqueId, initialValidators(suite, keys), [
    ...(keys.owners ?? []),
  ]);
  const receipt = await response.wait();
  if (!receipt) throw new Error(`the factory's transaction ${response.hash} has no receipt`);
  const address = await suite.factory.accountMappings(id);
  return {
    address,
    provider: suite.provider,
    contract: ERC7579Account__factory.connect(address, suite.deployer),
    accountId: id,
    receipt,
  };
}

/**
 * Returns the factory's `initialValidators` for the keys: session module first, then the passkey's, then the
 * recovery module.
 */
export function initialValidators(suite: Suite, { passkey, session, recovery }: AccountKeys): string[] {
  const { addresses } = suite;
  const sessionData = session === true || session === undefined ? "0x" : encodeSession(session);
  return [
    ...(session === undefined ? [] : [encodeModuleInstall(addresses.session, sessionData)]),
    ...(passkey || recovery
      ? [encodeModuleInstall(addresses.passkey, passkey && encodePasskeyInstall(passkey))]
      : []),
    ...(recovery ? [encodeModuleInstall(addresses.recovery)] : []),
  ];
}

/**
 * Returns the address an account will have: ZKsync's create2 of the proxy, whose only constructor argument is
 * the beacon.
 */
export async function predictAddress(suite: Suite, uniqueId: string): Promise<string> {
  return utils.create2Address(
    suite.addresses.accountFactory,
    await suite.factory.beaconProxyBytecodeHash(),
    accountId(uniqueId, suite.deployer.address),
    await suite.factory.getEncodedBeacon(),
  );
}
