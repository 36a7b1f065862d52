import { parseEther, Wallet as EthersWallet } from "ethers";
import hre from "hardhat";
import type { HttpNetworkConfig } from "hardhat/types";
import { formatSessionPreferences, LimitZero } from "../../sdk/src/session/index.js";
import { fundedWallet, localProvider } from "../../test/helpers/chain/local-chain";
import {
  serializeTransaction,
  type AccountTransaction,
} from "../../test/helpers/accounts/account-transaction";
import { chainTime } from "../../test/helpers/chain/chain-time";
import { fund } from "../../test/helpers/chain/fund";
import { sessionSigner } from "../../test/helpers/sessions/session-signer";
import { deploySuite } from "../../test/helpers/accounts/suite";
import { createAccount } from "../../test/helpers/accounts/suite-account";
import { sendQueues } from "./send";

const FRIEND = "0x00000000000000000000000000000000000f71e4";
const LIFETIME_SECONDS = 86_400n;
const BALANCE = parseEther("1000");
const GAS = {
  gasLimit: 2_000_000n,
  gasPerPubdata: 50_000n,
  maxFeePerGas: 1_000_000_000n,
  maxPriorityFeePerGas: 1n,
};
/** Fraction of the transactions that is sent before the clock runs. */
const WARM_UP = 0.25;

/**
 * Deploys the suite on a node and has a session key send an account's transfers, signed beforehand, one after
 * the other. Returns the transactions per second of each round.
 */
export async function measureSessions(url: string, rounds: number, count: number): Promise<number[]> {
  const warmUp = Math.ceil(count * WARM_UP);
  const signed = await signSessionTransfers(url, warmUp + rounds * count);
  await sendQueues(url, [signed.slice(0, warmUp)]);
  const rates: number[] = [];
  for (let start = warmUp; start < signed.length; start += count) {
    rates.push(await sendQueues(url, [signed.slice(start, start + count)]));
  }
  return rates;
}

async function signSessionTransfers(url: string, count: number): Promise<string[]> {
  (hre.network.config as HttpNetworkConfig).url = url;
  const provider = localProvider();
  const deployer = await fundedWallet(provider);
  const suite = await deploySuite(deployer);
  const key = EthersWallet.createRandom();
  const now = await chainTime(provider);
  const preferences = { feeLimit: BALANCE, transfers: [{ to: FRIEND, valueLimit: BALANCE } as const] };
  const defaults = { expiresAt: now + LIFETIME_SECONDS, feeLimit: LimitZero };
  const spec = { signer: key.address, ...formatSessionPreferences(preferences, defaults, { now }) };
  const account = await createAccount(suite, { owners: [deployer.address], session: spec });
  await fund(deployer, account.address, BALANCE);
  const signer = sessionSigner({
    privateKey: key.privateKey,
    spec,
    module: suite.addresses.session,
    clock: () => Promise.resolve(now),
  });
  const { chainId } = await provider.getNetwork();
  const firstNonce = await provider.getTransactionCount(account.address);
  const sign = async (_: unknown, index: number) => {
    const tx: AccountTransaction = {
      chainId,
      from: account.address,
      to: FRIEND,
      nonce: firstNonce + index,
      value: 1n,
      data: "0x",
      ...GAS,
      factoryDeps: [],
    };
    return serializeTransaction(tx, await signer.sign(tx));
  };
  return Promise.all(Array.from({ length: count }, sign));
}
