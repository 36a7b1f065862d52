import { BaseError, getContractError, type Abi, type Address } from "viem";

/** The call that failed. */
interface Call {
  readonly abi: Abi | readonly unknown[];
  readonly address: Address;
  readonly functionName?: string | undefined;
  readonly args?: readonly unknown[] | undefined;
}

/** Runs a call, and throws what viem's `writeContract` throws where the called contract reverts: its error, decoded. */
export async function withCallErrors<result>(
  { abi, address, functionName, args }: Call,
  sender: Address,
  run: () => Promise<result>,
): Promise<result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    throw getContractError(error, {
      abi: abi as Abi,
      address,
      functionName: functionName ?? "",
      args,
      sender,
    });
  }
}
