import { localProvider } from "../chain/local-chain";

/**
 * Sets a suite's stage up before its first test, and resets the chain to that state before each other one:
 * equivalent to setting up anew, in a fraction of the time. Only for a suite's outermost `beforeEach`, since
 * resetting undoes what others have set up after it.
 */
export function setUpForEach(setUp: () => Promise<void>): void {
  let snapshot: string | undefined;
  beforeEach(async () => {
    const provider = localProvider();
    if (snapshot === undefined) await setUp();
    else await provider.send("evm_revert", [snapshot]);
    snapshot = (await provider.send("evm_snapshot", [])) as string;
  });
}
