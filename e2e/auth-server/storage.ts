import type { Page } from "playwright-core";

/** What an origin stores in a browser, as any script of it can read it. */
export interface Stored {
  /** Names in localStorage and sessionStorage. */
  readonly names: readonly string[];
  /** Everything stored, as text; WebCrypto keys only by name, with what they reveal. */
  readonly text: string;
  /** WebCrypto's private keys: whether each can be exported. */
  readonly privateKeys: readonly { readonly extractable: boolean }[];
}

/** Reads everything that a page's origin stores. */
export function readStorage(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const privateKeys: { extractable: boolean }[] = [];
    const rows: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`${name} does not open`));
      });
      for (const store of database.objectStoreNames)
        for (const method of ["getAll", "getAllKeys"] as const)
          rows.push(
            await new Promise((resolve, reject) => {
              const request = database.transaction(store).objectStore(store)[method]();
              request.onsuccess = () => resolve(request.result);
              request.onerror = () => reject(new Error(`${store} cannot be read`));
            }),
          );
      database.close();
    }
    const text = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, rows], (_, value: unknown) => {
      if (value instanceof CryptoKey) {
        if (value.type === "private") privateKeys.push({ extractable: value.extractable });
        return `CryptoKey ${value.type}`;
      }
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        return [...new Uint8Array(ArrayBuffer.isView(value) ? value.buffer : value)]
          .map((byte) => byte.toString(16).padStart(2, "0"))
          .join("");
      return typeof value === "bigint" ? String(value) : value;
    });
    const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort();
    return { names, text, privateKeys };
  });
}

/** Lists whatever in a text may be 32 bytes of a key: in hex, or within base64 or base64url. */
export function possibleKeys(text: string): `0x${string}`[] {
  const hex = [...text.matchAll(/[0-9a-fA-F]{64,}/g)].map(([run]) => run);
  const decoded = [...text.matchAll(/[A-Za-z0-9+/_-]{43,}/g)].map(([run]) =>
    Buffer.from(run, "base64").toString("hex"),
  );
  const found = new Set<`0x${string}`>();
  for (const run of [...hex, ...decoded])
    for (let i = 0; i + 64 <= run.length; i += 2) found.add(`0x${run.slice(i, i + 64).toLowerCase()}`);
  return [...found];
}
