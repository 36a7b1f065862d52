import { publicKeyToAddress } from "../transactions/ecdsa.ts";
import { toHex } from "../primitives/hex.ts";
import { DEFAULT_ACCOUNTS, DEFAULT_DERIVATION_PATH, DEFAULT_MNEMONIC } from "./dev-accounts.ts";
import type { DevAccount } from "./dev-accounts.ts";
import { PHRASE_LENGTHS } from "./flags.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Says which accounts to derive (BIP-32, BIP-39). */
export interface AccountSource {
  /** The phrase; undefined for one of {@link randomWords} words that nobody has used. */
  readonly mnemonic: string | undefined;
  readonly randomWords?: number | undefined;
  /** Path without the last index, ending in a slash. */
  readonly derivationPath: string;
  readonly count: number;
}

/** Accounts, and the phrase they come from. */
export interface PhraseAccounts {
  readonly mnemonic: string;
  readonly accounts: readonly DevAccount[];
}

/** Bits of a random phrase for three of its words: eleven each, less one of its checksum. */
const BITS_OF_THREE_WORDS = 32;

/** Derives the first `count` accounts of a phrase. Throws {@link UsageError} when phrase or path are not valid. */
export async function deriveAccounts(source: AccountSource): Promise<PhraseAccounts> {
  const { derivationPath, count, randomWords } = source;
  const mnemonic = source.mnemonic ?? (await randomPhrase(randomWords ?? Number(PHRASE_LENGTHS[0])));
  const isDefault = mnemonic === DEFAULT_MNEMONIC && derivationPath === DEFAULT_DERIVATION_PATH;
  if (isDefault && count <= DEFAULT_ACCOUNTS.length) {
    return { mnemonic, accounts: DEFAULT_ACCOUNTS.slice(0, count) };
  }
  return { mnemonic, accounts: await derive(mnemonic, derivationPath, count) };
}

async function randomPhrase(words: number): Promise<string> {
  const { generateMnemonic } = await import("@scure/bip39");
  const { wordlist } = await import("@scure/bip39/wordlists/english");
  return generateMnemonic(wordlist, (words / 3) * BITS_OF_THREE_WORDS);
}

/** Loads the key derivation libraries, which the usual start does without. */
async function derive(mnemonic: string, derivationPath: string, count: number): Promise<DevAccount[]> {
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
