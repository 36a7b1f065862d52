import { SsoError } from "../errors/sso-error.js";
import type { Asked } from "./called-families.js";
import type { SsoContractError } from "./sso-contract-error.js";

/**
 * Runs something, and throws the suite's own error where the node's names one. What knows all the contracts' errors is
 * loaded only now: most applications never need it.
 *
 * @param asked - the transaction that it is about
 */
export async function withContractErrors<result>(run: () => Promise<result>, asked?: Asked): Promise<result> {
  try {
    return await run();
  } catch (error) {
    // Who has said already what is wrong knows more than the answer it was made of.
    throw error instanceof SsoError ? error : ((await contractErrorOf(error, asked)) ?? error);
  }
}

/** Finds the suite's own error in a node's answer, as `toContractError` does. */
export async function contractErrorOf(
  error: unknown,
  asked: Asked = {},
): Promise<SsoContractError | undefined> {
  try {
    const [{ toContractError }, { calledFamilies }] = await Promise.all([
      import("./to-contract-error.js"),
      import("./called-families.js"),
    ]);
    return toContractError(error, calledFamilies(asked));
  } catch {
    // Offline, perhaps: what the node said is better than why it could not be read.
    return undefined;
  }
}
