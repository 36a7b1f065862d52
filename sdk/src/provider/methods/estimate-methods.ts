import { numberToHex, type Hex } from "viem";
import * as v from "valibot";
import { TransactionSchema } from "../../messages/transaction-schemas.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import { toAccountRequest } from "../account-request.js";
import type { ProviderCore } from "../provider-core.js";
import { staticRefusal } from "../static-refusal.js";
import type { MethodTable } from "./method-table.js";
import type { MakeSender } from "./transaction-methods.js";

/** A transaction that nobody has signed. */
const UnsignedSchema = v.pipe(
  v.looseObject({ eip712Meta: v.optional(v.looseObject({ customSignature: v.optional(v.never()) })) }),
  TransactionSchema,
);
/** What asks for a transaction's gas as of now, and of no other state. */
const EstimateParamsSchema = v.union([
  v.strictTuple([UnsignedSchema]),
  v.strictTuple([UnsignedSchema, v.picklist(["latest", "pending"])]),
]);

/**
 * Estimates gas. Libraries such as ethers do so before they send, and send with what they were told: of what the session
 * signs, that has to be with its signature, which costs more to check than what a node takes for one.
 */
export function estimateMethods(core: ProviderCore, makeSender: MakeSender): MethodTable<"eth_estimateGas"> {
  return {
    eth_estimateGas: async (params) => {
      // The person may switch to another chain meanwhile.
      const node = core.node();
      const estimate = await estimateBySession(core, params, makeSender);
      return estimate ?? node.request({ method: "eth_estimateGas", params } as never);
    },
  };
}

/** Returns nothing for what is not the session's to sign, or fails: what the node says of it is the answer then. */
async function estimateBySession(
  core: ProviderCore,
  params: unknown,
  makeSender: MakeSender,
): Promise<Hex | undefined> {
  const transaction = ownTransaction(core, params);
  if (!transaction) return undefined;
  try {
    const sender = await makeSender();
    return sender && numberToHex(await sender.estimateGas(transaction));
  } catch {
    return undefined;
  }
}

/** The connected account's transaction, if the session may allow it; nothing if it is anything else, or of another block. */
function ownTransaction({ state }: ProviderCore, params: unknown): AccountTransaction | undefined {
  const [address] = state.accounts;
  const session = state.sessionOn();
  const parsed = v.safeParse(EstimateParamsSchema, params);
  if (!address || !session || !parsed.success || parsed.output[0].from === undefined) return undefined;
  try {
    // Its gas is what is asked for.
    const transaction = {
      ...toAccountRequest(parsed.output[0], { address, chainId: state.chainId }),
      gas: 0n,
    };
    return staticRefusal(session.sessionConfig, address, transaction) ? undefined : transaction;
  } catch {
    return undefined;
  }
}
