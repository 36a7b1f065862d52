import { publicKeyToAddress } from "../transactions/ecdsa.ts";
import { toHex } from "../primitives/hex.ts";
import { DEFAULT_ACCOUNTS, DEFAULT_DERIVATION_PATH, DEFAULT_MNEMONIC } from "./dev-accounts.ts";
import type { DevAccount } from "./dev-accounts.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Which accounts to derive (BIP-32, BIP-39). */
export interface AccountSource {
  readonly mnemonic: string;
  /** Path without the last index, ending in a slash. */
  readonly derivationPath: string;
  readonly count: number;
}

/** The first `count` accounts of a phrase. Throws {@link UsageError} when phrase or path are not valid. */
export async function deriveAccounts(source: AccountSource): Promise<readonly DevAccount[]> {
  const isDefault = source.mnemonic === DEFAULT_MNEMONIC && source.derivationPath === DEFAULT_DERIVATION_PATH;
  if (isDefault && source.count <= DEFAULT_ACCOUNTS.length) return DEFAULT_ACCOUNTS.slice(0, source.count);
  return derive(source);
}

/** Loads the key derivation libraries, which the usual start does without. */
async function derive({ mnemonic, derivationPath, count }: AccountSource): Promise<DevAccount[]> {
  const { HDKey } = await import("@scure/bip32");
  const { mnemonicToSeedSync, validateMnemonic } = await import("@scure/bip39");
  const { wordlist } = await import("@scure/bip39/wordlists/english");
  if (!validateMnemonic(mnemonic, wordlist)) {
    throw new UsageError(
      "--mnemonic is not a BIP-39 phrase: an unknown word, a wrong number of them or a wrong checksum",
    );
  }
  const master = HDKey.fromMasterSeed(mnemonicToSeedSync(mnemonic));
  const root = deriveRoot(master, derivationPath);
  return Array.from({ length: count }, (_, index) => {
    const { publicKey, privateKey } = root.deriveChild(index);
    return { address: publicKeyToAddress(publicKey!), privateKey: toHex(privateKey!) };
  });
}

function deriveRoot<T extends { derive(path: string): T }>(master: T, path: string): T {
  try {
    return master.derive(path.replace(/\/$/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--derivation-path is not a BIP-32 path: ${reason}`);
  }
}
