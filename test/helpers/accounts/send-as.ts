import type { Provider, types } from "zksync-ethers";
import type { AccountSigner } from "./account-signer";
import { serializeTransaction, toTransactionRequest, type AccountTransaction } from "./account-transaction";

/** A smart account on a chain. */
export interface AccountOnChain {
  readonly address: string;
  readonly provider: Provider;
}

/** What the account should do; the node fills in whatever is left out. Value in wei. */
export type AccountCall = { readonly to: string } & Partial<
  Omit<AccountTransaction, "from" | "to" | "chainId">
>;

/** Gas that can be spent on a byte of pubdata unless a call says otherwise: the clients' default. */
export const DEFAULT_GAS_PER_PUBDATA = 50_000n;

const BEFORE_ESTIMATION = 0n;

/**
 * Fills in nonce, fees and gas limit (estimated with the signer's stub). Throws the node's answer to the
 * estimation.
 */
export async function prepareTransaction(
  account: AccountOnChain,
  signer: AccountSigner,
  call: AccountCall,
): Promise<AccountTransaction> {
  const { provider, address } = account;
  const [network, nonce, gasPrice] = await Promise.all([
    provider.getNetwork(),
    call.nonce ?? provider.getTransactionCount(address),
    call.maxFeePerGas ?? provider.getGasPrice(),
  ]);
  const tx: AccountTransaction = {
    value: 0n,
    data: "0x",
    gasPerPubdata: DEFAULT_GAS_PER_PUBDATA,
    maxPriorityFeePerGas: gasPrice,
    factoryDeps: [],
    gasLimit: BEFORE_ESTIMATION,
    ...call,
    from: address,
    chainId: network.chainId,
    nonce,
    maxFeePerGas: gasPrice,
  };
  return call.gasLimit === undefined ? { ...tx, gasLimit: await estimateGas(provider, signer, tx) } : tx;
}

async function estimateGas(
  provider: Provider,
  signer: AccountSigner,
  tx: AccountTransaction,
): Promise<bigint> {
  const request = toTransactionRequest(tx, await signer.stub(tx));
  delete request.gasLimit;
  return provider.estimateGas(request);
}

/** Sends a signed transaction as it is. Throws the node's answer if validation refuses it. */
export function broadcast(
  provider: Provider,
  tx: AccountTransaction,
  customSignature: string,
): Promise<types.TransactionResponse> {
  return provider.broadcastTransaction(serializeTransaction(tx, customSignature));
}

/**
 * Prepares, signs and sends a transaction of the account, and waits for its receipt.
 *
 * @throws the node's answer to the estimation or to the transaction; Error if the transaction reverts.
 */
export async function sendAs(
  account: AccountOnChain,
  signer: AccountSigner,
  call: AccountCall,
): Promise<types.TransactionReceipt> {
  const tx = await prepareTransaction(account, signer, call);
  const response = await broadcast(account.provider, tx, await signer.sign(tx));
  return response.wait();
}
