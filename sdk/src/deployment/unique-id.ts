import { concatHex, encodePacked, keccak256, stringToHex, type Address, type Hash, type Hex } from "viem";

/** Returns the id that the factory knows an account by, for its deployer: the hash of the text, UTF-8. */
export function uniqueIdOfText(text: string): Hash {
  return keccak256(stringToHex(text));
}

/** What a modular account's id is made of, each as text. */
export interface ModularAccountIds {
  readonly uniqueAccountId?: string;
  /** Their letters' case counts. */
  readonly owners: readonly Address[];
  /** base64url. */
  readonly credentialId?: string;
}

/** Returns the id of an account of several modules, as published clients make it: of the hexadecimal text of its parts. */
export function uniqueIdOfModularAccount({ uniqueAccountId, owners, credentialId }: ModularAccountIds): Hash {
  const parts: Hex[] = [...owners];
  if (uniqueAccountId !== undefined) parts.unshift(stringToHex(uniqueAccountId));
  if (credentialId !== undefined) parts.push(stringToHex(credentialId));
  return uniqueIdOfText(concatHex(parts));
}

/** Returns the name under which the factory keeps an account: its id, bound to who deployed it. */
export function accountIdOf(uniqueId: Hash, deployer: Address): Hash {
  return keccak256(encodePacked(["bytes32", "address"], [uniqueId, deployer]));
}
