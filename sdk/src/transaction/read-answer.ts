import { isHex, type Hex } from "viem";
import { UnreadableAnswerError } from "../errors/transaction-errors.js";

/**
 * Reads a number that a node answered, whatever its types say.
 *
 * @param most - the largest that it can be, if there is one
 * @throws UnreadableAnswerError
 */
export function numberIn(answer: unknown, method: string, most?: bigint): bigint {
  const number = isHex(answer) && answer !== "0x" ? BigInt(answer) : undefined;
  if (number === undefined || (most !== undefined && number > most))
    throw new UnreadableAnswerError(method, answer);
  return number;
}

/**
 * Reads bytes that a node answered, whatever its types say.
 *
 * @throws UnreadableAnswerError
 */
export function bytesIn(answer: unknown, method: string): Hex {
  if (!isHex(answer)) throw new UnreadableAnswerError(method, answer);
  return answer;
}
