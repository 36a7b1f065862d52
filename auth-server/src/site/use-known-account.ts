import { useCallback, useEffect, useState } from "react";
import { ACCOUNTS_KEY, knownAccount, type KnownAccount } from "../account/known-account.ts";

/** Follows which account of a chain this device knows, also when another tab logs in or out. */
export function useKnownAccount(
  chainId: number,
): readonly [account: KnownAccount | undefined, setAccount: (account: KnownAccount | undefined) => void] {
  const [account, setState] = useState(() => knownAccount(chainId));
  const setAccount = useCallback((next: KnownAccount | undefined) => {
    setState((before) => (isSame(before, next) ? before : next));
  }, []);
  useEffect(() => {
    const follow = ({ key }: StorageEvent): void => {
      // No key: all of it was cleared.
      if (key === null || key === ACCOUNTS_KEY) setAccount(knownAccount(chainId));
    };
    window.addEventListener("storage", follow);
    return () => {
      window.removeEventListener("storage", follow);
    };
  }, [chainId, setAccount]);
  return [account, setAccount];
}

function isSame(one: KnownAccount | undefined, other: KnownAccount | undefined): boolean {
  return one?.address === other?.address && one?.credentialId === other?.credentialId;
}
