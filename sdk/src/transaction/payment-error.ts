import { hexToBigInt, size, type Address, type Chain, type Client, type Hex, type Transport } from "viem";
import { InsufficientFundsError } from "../contract-errors/sso-contract-error.js";
import { nodeWordsOf } from "../contract-errors/node-words.js";
import { isPlainRevert } from "../contract-errors/revert-data.js";
import { contractErrorOf } from "../contract-errors/with-contract-errors.js";
import { UnusablePaymasterError } from "../errors/paymaster-errors.js";
import { sameAddress } from "../session/same.js";
import { readSessionBatch } from "../session/session-batch.js";
import type { AccountTransaction } from "./account-transaction.js";
import { bytesIn } from "./read-answer.js";

/** What a transaction takes, as far as it is known. */
type Payment = Pick<AccountTransaction, "to" | "value" | "data" | "gas" | "maxFeePerGas" | "paymaster">;

/**
 * Finds out whether a node refuses a transaction because nobody can pay for it: the paymaster is none, or the sender has too
 * little. The sender's balance is asked for, since that of an estimate has the fee added to it.
 *
 * @returns the error that says so; nothing if the transaction fails for another reason
 */
export async function paymentErrorOf(
  client: Client<Transport, Chain>,
  sender: Address,
  transaction: Payment,
  error: unknown,
): Promise<UnusablePaymasterError | InsufficientFundsError | undefined> {
  const said = [...nodeWordsOf(error)].join("\n");
  const refused = await contractErrorOf(error, transaction);
  const { paymaster } = transaction;
  if (paymaster && /paymaster validation error/i.test(said) && refused?.family !== "paymaster") {
    const code = await read(client, "eth_getCode", paymaster);
    return new UnusablePaymasterError(paymaster, code !== "0x", client.chain.id, error);
  }
  if (isPlainRevert(error) || (refused && refused.rule !== "InsufficientFunds")) return undefined;
  const found = await read(client, "eth_getBalance", sender);
  const balance = found === undefined || found === "0x" ? undefined : hexToBigInt(found);
  const takes = announced(said) ?? amounts(sender, transaction, error);
  if (balance === undefined || balance >= takes.value + (takes.fee ?? 0n)) return undefined;
  return insufficientFunds(sender, balance, takes, error);
}

/** What a transaction takes of the sender, in wei. */
interface Amounts {
  readonly value: bigint;
  /** Nothing while it is not known. */
  readonly fee: bigint | undefined;
}

const ANNOUNCED = /insufficient funds for gas \+ value\. balance: \d+, fee: (\d+), value: (\d+)/i;

/** What the node says that the transaction takes. */
function announced(said: string): Amounts | undefined {
  const [, fee, value] = ANNOUNCED.exec(said) ?? [];
  return fee === undefined || value === undefined ? undefined : { fee: BigInt(fee), value: BigInt(value) };
}

function amounts(sender: Address, transaction: Payment, error: unknown): Amounts {
  const { gas, maxFeePerGas, paymaster } = transaction;
  const value = valueOf(sender, transaction, error);
  if (paymaster) return { value, fee: 0n };
  return { value, fee: gas === undefined || maxFeePerGas === undefined ? undefined : gas * maxFeePerGas };
}

/** The calls of a batch may bring in what later ones send. Where one says why it fails, that is not for want of ETH. */
function valueOf(sender: Address, { to, value = 0n, data = "0x" }: Payment, error: unknown): bigint {
  if (!sameAddress(to, sender)) return value;
  const batch = readSessionBatch(data);
  return "rule" in batch || hasRevertData(error)
    ? 0n
    : batch.calls.reduce((sum, call) => sum + call.value, 0n);
}

function hasRevertData(error: unknown): boolean {
  for (let link = error; link instanceof Error; link = link.cause) {
    const { data } = link as { data?: unknown };
    if (typeof data === "string" && size(data as Hex) > 0) return true;
  }
  return false;
}

function insufficientFunds(
  sender: Address,
  balance: bigint,
  { value, fee }: Amounts,
  cause: unknown,
): InsufficientFundsError {
  const required = value + (fee ?? 0n);
  const takes = fee === undefined ? `sends ${value} besides its fee` : `may take ${required}`;
  return new InsufficientFundsError(
    {
      family: "account",
      rule: "InsufficientFunds",
      values: { required, available: balance },
      cause,
    },
    `${sender} has ${balance} wei, and the transaction ${takes}.`,
  );
}

function read(
  client: Client<Transport, Chain>,
  method: "eth_getCode" | "eth_getBalance",
  address: Address,
): Promise<Hex | undefined> {
  // The node's first answer says more than why this one failed, or is none.
  return client
    .request({ method, params: [address, "pending"] })
    .then((answer) => bytesIn(answer, method))
    .catch(() => undefined);
}
