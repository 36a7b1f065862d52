import type { PendingRecovery } from "@zksync-sso/sdk/client";
import { getPasskeySignatureFromPublicKeyBytes } from "@zksync-sso/sdk/utils";
import {
  encodeAbiParameters,
  getAddress,
  isAddressEqual,
  keccak256,
  zeroAddress,
  type Address,
  type Hash,
  type Hex,
} from "viem";

/** The public half of a passkey that is to be let into an account. Its id itself stays unknown until it is in. */
export interface RequestedPasskey {
  /** The keccak256 of the raw credential id. */
  readonly hashedCredentialId: Hash;
  /** Coordinates, 32 bytes each. */
  readonly rawPublicKey: readonly [x: Hex, y: Hex];
}

/** What a link asks a guardian for: to let a passkey into an account or, without one, to agree to guard it. */
export interface GuardianRequest {
  readonly chainId: number;
  readonly account: Address;
  readonly passkey?: RequestedPasskey;
}

/** Where guardians are asked. */
export const GUARDIAN_PATH = "/guard";

/** All that such a link may say, in this order: it comes from outside, by whatever way. */
const FRAGMENT =
  /^#chain=([1-9]\d{0,14})&account=(0x[0-9a-fA-F]{40})(?:&passkey=(0x[0-9a-f]{64})&x=(0x[0-9a-f]{64})&y=(0x[0-9a-f]{64}))?$/;

/** Writes a request as a link to this page. What it says is in the fragment, after the `#`: no server gets to see it. */
export function guardianLink(origin: string, { chainId, account, passkey }: GuardianRequest): string {
  const whom = `chain=${chainId}&account=${getAddress(account)}`;
  if (!passkey) return `${origin}${GUARDIAN_PATH}#${whom}`;
  const [x, y] = passkey.rawPublicKey;
  return `${origin}${GUARDIAN_PATH}#${whom}&passkey=${passkey.hashedCredentialId}&x=${x}&y=${y}`;
}

/**
 * Reads what a link asks for.
 *
 * @param fragment - with its `#`
 * @returns nothing if it is not exactly what this page writes
 */
export function readGuardianRequest(fragment: string): GuardianRequest | undefined {
  const [, chain, account, hashedCredentialId, x, y] = FRAGMENT.exec(fragment) ?? [];
  if (chain === undefined || account === undefined || !isSomebody(account as Address)) return undefined;
  const whom = { chainId: Number(chain), account: account as Address };
  if (hashedCredentialId === undefined) return whom;
  const rawPublicKey = [x as Hex, y as Hex] as const;
  if (!isPublicKey(rawPublicKey)) return undefined;
  return { ...whom, passkey: { hashedCredentialId: hashedCredentialId as Hash, rawPublicKey } };
}

/** Digits of which no other passkey has the same, in groups: what the person reads to the guardian by voice. */
export function spokenDigits({ chainId, account }: GuardianRequest, passkey: RequestedPasskey): string {
  const { hashedCredentialId, rawPublicKey } = passkey;
  const words = ["uint256", "address", "bytes32", "bytes32", "bytes32"].map((type) => ({ type }));
  const hash = keccak256(
    encodeAbiParameters(words, [BigInt(chainId), account, hashedCredentialId, ...rawPublicKey]),
  );
  // 66 bits: whoever exchanges the link for one of a passkey of theirs does not find one with the same digits.
  const digits = (BigInt(hash) % 10n ** 20n).toString().padStart(20, "0");
  return digits.replace(/\d{4}(?=\d)/g, "$& ");
}

/** Whether it is this very passkey that is on its way into an account. */
export function isOf(
  pending: PendingRecovery,
  { hashedCredentialId, rawPublicKey }: RequestedPasskey,
): boolean {
  return (
    pending.hashedCredentialId === hashedCredentialId &&
    pending.rawPublicKey[0] === rawPublicKey[0] &&
    pending.rawPublicKey[1] === rawPublicKey[1]
  );
}

/** Links have the checksum (ERC-55): a character that was changed on the way does not pass. */
function isSomebody(account: Address): boolean {
  return getAddress(account) === account && !isAddressEqual(account, zeroAddress);
}

function isPublicKey(rawPublicKey: readonly [Hex, Hex]): boolean {
  try {
    getPasskeySignatureFromPublicKeyBytes(rawPublicKey);
    return true;
  } catch {
    return false;
  }
}
