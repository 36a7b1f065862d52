/**
 * Runs something, and throws the suite's own error where the node's names one. What knows all the contracts' errors is
 * loaded only now: most applications never need it.
 */
export async function withContractErrors<result>(run: () => Promise<result>): Promise<result> {
  try {
    return await run();
  } catch (error) {
    throw (await contractErrorOf(error)) ?? error;
  }
}

async function contractErrorOf(error: unknown): Promise<unknown> {
  try {
    const { toContractError } = await import("./to-contract-error.js");
    return toContractError(error);
  } catch {
    // Offline, perhaps: what the node said is better than why it could not be read.
    return undefined;
  }
}
