import { Interface, toBeHex, zeroPadValue } from "ethers";
import type { Provider } from "zksync-ethers";
import { AAFactory__factory, ERC7579Account__factory } from "../../../typechain-types";
import { IMPLEMENTATION_SLOT } from "../storage/erc1967-slots";

const account = new Interface(ERC7579Account__factory.abi);

/** What has to be the same after an upgrade: who controls the account, what is installed, and what signatures are for. */
const KEPT: readonly (readonly [name: string, args: readonly unknown[]])[] = [
  ["eip712Domain", []],
  ["listK1Owners", []],
  ["listModuleValidators", []],
  ["listHooks", [false]],
  ["listHooks", [true]],
  ...[1, 2, 3, 4].map((type) => ["supportsModule", [type]] as const),
];

/** An account's code that is not in use yet, and may not be on the chain yet. */
export interface NewImplementation {
  readonly address: string;
  readonly bytecode: string;
}

/**
 * Tries new code with an existing account, before anything is sent: whether the account accepts the upgrade, and whether it
 * answers afterwards as it does now.
 *
 * @throws Error if it refuses the upgrade, naming the account; if an answer changes, naming the function; or if the node
 *   simulates no such call
 */
export async function simulateUpgrade(
  provider: Provider,
  accountAddress: string,
  { address, bytecode }: NewImplementation,
): Promise<void> {
  const code = { [address]: { code: bytecode } };
  const slot = { stateDiff: { [IMPLEMENTATION_SLOT]: zeroPadValue(toBeHex(BigInt(address)), 32) } };
  if ((await provider.getCode(accountAddress)) === "0x")
    throw new Error(`There is no account at ${accountAddress}.`);
  const before = call(provider, accountAddress, {});
  const after = call(provider, accountAddress, { ...code, [accountAddress]: slot });

  const upgrade = account.encodeFunctionData("upgradeTo", [address]);
  await call(
    provider,
    accountAddress,
    code,
  )(upgrade).catch((error: Error) => {
    throw new Error(`${accountAddress} would refuse the upgrade: ${error.message}`);
  });
  const runs = await after(account.encodeFunctionData("currentImplementation"));
  if (BigInt(runs) !== BigInt(address))
    throw new Error("The node simulates no changed storage, so the upgrade cannot be tried out.");
  for (const [name, args] of KEPT) {
    const data = account.encodeFunctionData(name, args);
    const [now, then] = await Promise.all([before(data), after(data)]);
    if (now !== then)
      throw new Error(`${accountAddress} would answer ${name}(${args.join()}) otherwise after the upgrade.`);
  }
}

/**
 * Returns the newest account of the first of these factories that has one; undefined if none has.
 *
 * @throws Error if the node does not list them all
 */
export async function newestAccount(
  provider: Provider,
  factories: readonly string[],
): Promise<string | undefined> {
  for (const address of factories) {
    const factory = AAFactory__factory.connect(address, provider);
    const events = await factory.queryFilter(factory.filters.AccountCreated()).catch((error: Error) => {
      throw new Error(
        `The endpoint does not list the factory's accounts (${error.message}). Name one to try: --account 0x…`,
      );
    });
    const newest = events.at(-1);
    if (newest) return newest.args.accountAddress;
  }
  return undefined;
}

/** Calls an account in its own name, with what is pretended of the state. */
function call(provider: Provider, to: string, overrides: object): (data: string) => Promise<string> {
  return async (data) =>
    (await provider.send("eth_call", [{ from: to, to, data }, "latest", overrides])) as string;
}
