/** A session's key as a script finds it in the SDK's store, and the result of exporting it. */
export interface StoredKey {
  readonly algorithm: KeyAlgorithm;
  readonly extractable: boolean;
  readonly exported: readonly string[];
}

/** Reads the session keys that this origin's pages store, as any script on them could. */
export async function storedKeys(): Promise<StoredKey[]> {
  const database = await answerTo(indexedDB.open("zksync-sso"));
  const table = database.transaction("session-keys").objectStore("session-keys");
  const stored = await answerTo(table.getAll() as IDBRequest<{ keyPair: CryptoKeyPair }[]>);
  database.close();
  return Promise.all(
    stored.map(async ({ keyPair: { privateKey } }) => ({
      algorithm: privateKey.algorithm,
      extractable: privateKey.extractable,
      exported: [await tryExport(privateKey, "jwk"), await tryExport(privateKey, "pkcs8")],
    })),
  );
}

function tryExport(key: CryptoKey, format: "jwk" | "pkcs8"): Promise<string> {
  return crypto.subtle.exportKey(format, key).then(
    () => "exported",
    (error: Error) => error.name,
  );
}

function answerTo<answer>(request: IDBRequest<answer>): Promise<answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB did not answer"));
  });
}
