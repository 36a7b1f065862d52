import { encodeFunctionData, keccak256, parseEther, parseEventLogs, type Address, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";
import { aaFactoryAbi } from "../../src/abi/generated.js";
import { passkeySigner, type PasskeySigner } from "../../src/passkey/passkey-signer.js";
import { registerNewPasskey } from "../../src/passkey/register-new-passkey.js";
import {
  encodeModuleData,
  encodePasskeyModuleParameters,
  getPublicKeyBytesFromPasskeySignature,
} from "../../src/utils/index.js";
import type { LocalChain } from "./local-chain.js";
import { SoftwareAuthenticator, type Behaviour } from "./software-authenticator.js";

export const ORIGIN = "https://auth.example";
export const RP_ID = "auth.example";
export const PAGE = { origin: ORIGIN, rpID: RP_ID } as const;

/** A passkey on its own software authenticator. */
export async function makePasskey(behaviour: Partial<Behaviour> = {}) {
  const authenticator = new SoftwareAuthenticator({ origin: ORIGIN, ...behaviour });
  const page = { ...PAGE, origin: authenticator.behaviour.origin };
  const names = { userName: "alice", userDisplayName: "Alice" };
  const made = await registerNewPasskey({
    ...names,
    ...page,
    rpID: new URL(page.origin).hostname,
    authenticator,
  });
  return { authenticator, ...made };
}

export type Passkey = Awaited<ReturnType<typeof makePasskey>>;

/** An account of the suite with a passkey, an owner, the session and recovery modules, and 10 ETH. */
export interface PasskeyAccount {
  readonly address: Address;
  readonly passkey: Passkey;
  readonly owner: PrivateKeyAccount;
  readonly signer: PasskeySigner;
}

export async function deployPasskeyAccount(
  chain: LocalChain,
  behaviour: Partial<Behaviour> = {},
): Promise<PasskeyAccount> {
  const passkey = await makePasskey(behaviour);
  const owner = privateKeyToAccount(generatePrivateKey());
  const parameters = encodePasskeyModuleParameters({
    credentialId: passkey.credentialId,
    passkeyPublicKey: getPublicKeyBytesFromPasskeySignature(passkey.credentialPublicKey),
    expectedOrigin: passkey.origin,
  });
  const { contracts } = chain;
  const modules: Hex[] = [
    encodeModuleData({ address: contracts.passkey, parameters }),
    encodeModuleData({ address: contracts.session, parameters: "0x" }),
    encodeModuleData({ address: contracts.recovery, parameters: "0x" }),
  ];
  const hash = await chain.rich.sendTransaction({
    to: contracts.accountFactory,
    data: encodeFunctionData({
      abi: aaFactoryAbi,
      functionName: "deployProxySsoAccount",
      args: [keccak256(parameters), modules, [owner.address]],
    }),
  });
  const { logs } = await chain.publicClient.waitForTransactionReceipt({ hash });
  const [created] = parseEventLogs({ abi: aaFactoryAbi, logs, eventName: "AccountCreated" });
  if (!created) throw new Error("no account was created");
  const address = created.args.accountAddress;
  await chain.testClient.setBalance({ address, value: parseEther("10") });
  const signer = passkeySigner({
    address,
    passkeyModule: contracts.passkey,
    credentialPublicKey: passkey.credentialPublicKey,
    credentialId: passkey.credentialId,
    rpID: new URL(passkey.origin).hostname,
    origin: passkey.origin,
    authenticator: passkey.authenticator,
  });
  return { address, passkey, owner, signer };
}
