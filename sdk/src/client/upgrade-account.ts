import {
  encodeFunctionData,
  isAddressEqual,
  parseAbi,
  type Account,
  type Address,
  type Chain,
  type Client,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { readContract } from "viem/actions";
import { aaFactoryAbi, erc7579AccountAbi } from "../abi/generated.js";
import { sendCall, type CallOptions } from "../account-client/send-call.js";

const BEACON = parseAbi(["function implementation() view returns (address)"]);

/** The code an account runs, and the code that new accounts get. */
export interface AccountVersion {
  readonly current: Address;
  readonly latest: Address;
  readonly isUpgradeAvailable: boolean;
}

/** An account, and the factory whose newest code is asked about. */
export interface GetAccountVersionArgs {
  account: Address;
  contracts: { accountFactory: Address };
}

/** Reads which code an account runs, and which its factory's new accounts get. */
export async function getAccountVersion(
  client: Client<Transport, Chain>,
  { account, contracts }: GetAccountVersionArgs,
): Promise<AccountVersion> {
  const [current, latest] = await Promise.all([
    readContract(client, {
      address: account,
      abi: erc7579AccountAbi,
      functionName: "currentImplementation",
    }),
    latestImplementation(client, contracts.accountFactory),
  ]);
  return { current, latest, isUpgradeAvailable: !isAddressEqual(current, latest) };
}

/** The code to run. */
export interface UpgradeAccountArgs extends CallOptions {
  /** That of the factory's new accounts, if not given. Code is trusted with everything: take this suite's only. */
  implementation?: Address;
  contracts: { accountFactory: Address };
}

/** What the account runs now, and the transaction that did it. */
export interface UpgradeAccountReturnType {
  implementation: Address;
  transactionReceipt: TransactionReceipt;
}

/**
 * Has the client's account run other code.
 *
 * @throws AccountContractError if the account would not answer through it
 * @throws TransactionRevertedError if the transaction failed
 */
export async function upgradeAccount(
  client: Client<Transport, Chain, Account>,
  { implementation: wanted, contracts, ...options }: UpgradeAccountArgs,
): Promise<UpgradeAccountReturnType> {
  const implementation = wanted ?? (await latestImplementation(client, contracts.accountFactory));
  const call = { abi: erc7579AccountAbi, functionName: "upgradeTo", args: [implementation] } as const;
  const data = encodeFunctionData(call);
  const transactionReceipt = await sendCall(client, { to: client.account.address, data, ...options });
  return { implementation, transactionReceipt };
}

async function latestImplementation(client: Client<Transport, Chain>, factory: Address): Promise<Address> {
  const beacon = await readContract(client, { address: factory, abi: aaFactoryAbi, functionName: "beacon" });
  return readContract(client, { address: beacon, abi: BEACON, functionName: "implementation" });
}
