import type { TransactionReceipt } from "ethers";
import type { ERC7579Account } from "../../../typechain-types";
import { transactionStruct } from "./account-struct";
import type { AccountSigner } from "./account-signer";
import { plainTransaction } from "../chain/bootloader-call";
import type { AccountCall, AccountOnChain } from "./send-as";

/** An account whose contract is connected to the wallet that submits transactions. */
export interface ReachableAccount extends AccountOnChain {
  readonly contract: ERC7579Account;
}

/** Gas that the signer sets unless a call says otherwise: enough for any of the account's own functions. */
const ENOUGH_GAS = 4_000_000n;

/**
 * Has a transaction of the account signed, and submits it as anyone can whose transactions the sequencer
 * accepts.
 *
 * @throws what the node answers when the account refuses it.
 */
export async function submitFromOutside(
  account: ReachableAccount,
  signer: AccountSigner,
  call: AccountCall,
): Promise<TransactionReceipt> {
  const tx = await plainTransaction(account, { gasLimit: ENOUGH_GAS, ...call });
  const struct = transactionStruct(tx, await signer.sign(tx));
  const response = await account.contract.executeTransactionFromOutside(struct);
  return (await response.wait())!;
}
