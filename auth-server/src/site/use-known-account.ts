import { useCallback, useState } from "react";
import { ACCOUNTS_KEY, knownAccount, type KnownAccount } from "../account/known-account.ts";
import { useStored } from "../storage/use-stored.ts";

/** Follows which account of a chain this device knows, also when another tab logs in or out. */
export function useKnownAccount(
  chainId: number,
): readonly [account: KnownAccount | undefined, setAccount: (account: KnownAccount | undefined) => void] {
  const [account, setState] = useState(() => knownAccount(chainId));
  const setAccount = useCallback((next: KnownAccount | undefined) => {
    setState((before) => (isSame(before, next) ? before : next));
  }, []);
  useStored(
    ACCOUNTS_KEY,
    useCallback(() => {
      setAccount(knownAccount(chainId));
    }, [chainId, setAccount]),
  );
  return [account, setAccount];
}

function isSame(one: KnownAccount | undefined, other: KnownAccount | undefined): boolean {
  return one?.address === other?.address && one?.credentialId === other?.credentialId;
}
