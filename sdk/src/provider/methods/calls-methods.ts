import { getAddress, hexToNumber, numberToHex, type Hash } from "viem";
import * as v from "valibot";
import { callsErrorCodes, CallsError } from "../../errors/provider-errors.js";
import { parseMessage } from "../../messages/parse-message.js";
import {
  SendCallsParamsSchema,
  SendCallsResultSchema,
  type SendCallsParams,
} from "../../messages/transaction-schemas.js";
import { encodeSessionBatch, MAX_BATCH_CALLS } from "../../session/session-batch.js";
import type { SessionCall } from "../../session/session-transaction.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import { checkSender, type Connected } from "../account-request.js";
import type { CallsStore } from "../calls-store.js";
import { withAppPaymaster } from "../app-paymaster.js";
import { callsStatus, readReceipt } from "../calls-status.js";
import { paymasterCapability, readCapabilities } from "../capabilities.js";
import { toBigInt } from "../hex-numbers.js";
import type { ProviderCore } from "../provider-core.js";
import type { MethodTable } from "./method-table.js";
import { sendTransaction, type MakeSender } from "./transaction-methods.js";

const IdParamsSchema = v.looseTuple([v.string()]);

/** Sends bundles of calls and returns their status (EIP-5792, version 2.0.0): always as a whole, in one transaction. */
export function callsMethods(
  core: ProviderCore,
  makeSender: MakeSender,
  sentCalls: CallsStore,
): MethodTable<"wallet_sendCalls" | "wallet_getCallsStatus" | "wallet_showCallsStatus"> {
  return {
    wallet_sendCalls: async (params, opening) => {
      const [request] = parseMessage(SendCallsParamsSchema, params, "The request wallet_sendCalls");
      const connected = { address: core.account("wallet_sendCalls"), chainId: core.state.chainId };
      checkSender(request.from, connected.address);
      checkChain(core, request);
      const calls = readCalls(request);
      const transaction = { ...bundle(calls, connected.address), ...readCapabilities(request) };
      return sentCalls.once(request.id, async () => {
        const sender = opening ? undefined : makeSender;
        const hash = await sendTransaction(core, sender, transaction, () =>
          askToSend(core, sentCalls, { connected, request, transaction }, opening),
        );
        const id = request.id ?? hash;
        sentCalls.add(id, { hash, chainId: connected.chainId });
        return { id };
      });
    },

    wallet_getCallsStatus: async (params) => {
      const [id] = parseMessage(IdParamsSchema, params, "The request wallet_getCallsStatus");
      const sent = sentCalls.get(id);
      const receipt = await core.node(sent.chainId).request({
        method: "eth_getTransactionReceipt",
        params: [sent.hash],
      });
      return callsStatus(id, sent, readReceipt(receipt));
    },

    wallet_showCallsStatus: async (params, opening) => {
      const [id] = parseMessage(IdParamsSchema, params, "The request wallet_showCallsStatus");
      const { hash, chainId } = sentCalls.get(id);
      await core.ask("wallet_showCallsStatus", [hash], opening, chainId);
      return null;
    },
  };
}

function checkChain({ state }: ProviderCore, { chainId }: SendCallsParams): void {
  if (chainId === undefined || hexToNumber(chainId) === state.chainId) return;
  const { id } = state.chain(hexToNumber(chainId), callsErrorCodes.unsupportedChain);
  throw new CallsError(
    "unsupportedChain",
    `The calls are for chain ${id}, but chain ${state.chainId} is connected.`,
    "Switch with `wallet_switchEthereumChain` first.",
  );
}

/** @throws CallsError with code 5740 if they are more than a transaction takes */
function readCalls({ calls }: SendCallsParams): SessionCall[] {
  if (calls.length > MAX_BATCH_CALLS)
    throw new CallsError(
      "bundleTooLarge",
      `There are ${calls.length} calls, and a transaction takes ${MAX_BATCH_CALLS}.`,
      "Send them in several bundles.",
    );
  return calls.map(({ to, value, data }) => {
    if (to === undefined)
      throw new CallsError(
        "atomicityUnsupported",
        "A call has no recipient: contracts cannot be deployed so.",
        "Call ContractDeployer, or send a transaction.",
      );
    return { to: getAddress(to), value: toBigInt(value) ?? 0n, data: data ?? "0x" };
  });
}

function bundle(calls: readonly SessionCall[], account: `0x${string}`): AccountTransaction {
  const [first, ...others] = calls;
  if (first && others.length === 0) return first;
  return { to: account, data: encodeSessionBatch(calls) };
}

/** A bundle, as it was asked for and as the transaction that it is. */
interface Sending {
  readonly connected: Connected;
  readonly request: SendCallsParams;
  readonly transaction: AccountTransaction;
}

function askToSend(
  core: ProviderCore,
  sentCalls: CallsStore,
  sending: Sending,
  opened: Promise<void> | undefined,
): Promise<Hash> {
  return core.authServer.openFor(opened, (opening) => askToSendBy(opening, core, sentCalls, sending));
}

async function askToSendBy(
  opening: Promise<void>,
  core: ProviderCore,
  sentCalls: CallsStore,
  { connected, request, transaction }: Sending,
): Promise<Hash> {
  const { address: from, chainId } = connected;
  const paid = await withAppPaymaster(core, transaction, connected);
  // The app's own name of the bundle stays here: the auth server's answer is the transaction's hash.
  const params = {
    version: "2.0.0",
    chainId: numberToHex(chainId),
    from,
    atomicRequired: request.atomicRequired,
    calls: request.calls,
    capabilities: { ...request.capabilities, ...paymasterCapability(paid) },
  };
  const result = await sentCalls.named(request.id, (message) =>
    core.ask("wallet_sendCalls", [params], opening, chainId, message),
  );
  return parseMessage(SendCallsResultSchema, result, "The answer to wallet_sendCalls").id;
}
