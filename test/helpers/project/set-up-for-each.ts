import { localProvider } from "../chain/local-chain";

/**
 * Sets a suite's stage up before its first test, and before each other puts the chain back to where that ended: the same
 * for the tests as setting up anew, in a fraction of the time. For the outermost `beforeEach` of a suite only, since going
 * back undoes what others have set up after it.
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
