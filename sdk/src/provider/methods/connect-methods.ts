import { hexToNumber, numberToHex, type Hex } from "viem";
import * as v from "valibot";
import { NoSessionError } from "../../errors/provider-errors.js";
import { DisconnectParamsSchema, SignInRequestSchema } from "../../messages/connect-schemas.js";
import { QuantitySchema } from "../../messages/hex-schemas.js";
import { parseMessage } from "../../messages/parse-message.js";
import { SessionRequestSchema } from "../../messages/session-request-schemas.js";
import { toSessionConfigJSON } from "../../session/to-session-config-json.js";
import { configuredWishes, connectAccount, type Wishes } from "../connect-account.js";
import type { ConnectAnswer } from "../connect.js";
import type { FirstConnection } from "../first-connection.js";
import { logOut } from "../log-out.js";
import type { ProviderCore } from "../provider-core.js";
import type { MethodTable } from "./method-table.js";

/** `wallet_connect` as an app asks for it: the session's key is the provider's to make. */
const AppConnectParamsSchema = v.looseTuple([
  v.object({
    version: v.optional(v.literal("1")),
    chainIds: v.optional(v.array(QuantitySchema), []),
    capabilities: v.optional(
      v.object({
        session: v.optional(v.omit(SessionRequestSchema, ["key"])),
        signInWithEthereum: v.optional(SignInRequestSchema),
      }),
      {},
    ),
  }),
]);

/** Connects an account and lets go of it (EIP-1102, ERC-7846). */
export function connectMethods(
  core: ProviderCore,
  firstConnection: FirstConnection,
): MethodTable<"eth_requestAccounts" | "wallet_connect" | "wallet_disconnect"> {
  const { state } = core;
  return {
    eth_requestAccounts: async (_, opening) => {
      await firstConnection.make(undefined, opening);
      return state.accounts;
    },

    wallet_connect: async (params, opening) => {
      const [asked] = parseMessage(AppConnectParamsSchema, params, "The request wallet_connect");
      const known = asked.chainIds
        .map((id) => hexToNumber(id))
        .filter((id) => state.chains.some((chain) => chain.id === id));
      if (asked.chainIds.length > 0 && known.length === 0)
        state.chain(hexToNumber(asked.chainIds[0] ?? "0x0"));
      const wishes = async (): Promise<Wishes> => ({
        ...(await configuredWishes(core)),
        ...asked.capabilities,
      });
      return answerOf(await connectAccount(core, wishes, { chainId: known[0], opening }), state.chainId);
    },

    wallet_disconnect: async (params) => {
      const [options] = parseMessage(DisconnectParamsSchema, params, "The request wallet_disconnect");
      if (options?.revoke === true) await revokeSessions(core);
      await logOut(core);
      return null;
    },
  };
}

/**
 * Has the owner close the session of the connected chain; the account stays connected.
 *
 * @throws NoSessionError if there is none
 */
export async function revokeSession(
  core: ProviderCore,
  opening?: Promise<void>,
  chainId = core.state.chainId,
): Promise<void> {
  const session = core.state.sessionOn(chainId);
  if (!session) throw new NoSessionError(chainId);
  const params = [{ revoke: true, sessionHash: session.sessionHash }];
  await core.ask("wallet_disconnect", params, opening, chainId);
  await dropSession(core, chainId, session.sessionHash);
}

/** Has the owner close the sessions of all chains, one after the other: that of the connected chain first, in the click. */
export async function revokeSessions(core: ProviderCore, opening?: Promise<void>): Promise<void> {
  const { chainId, connection } = core.state;
  const chainIds = Object.keys(connection?.sessions ?? {}).map(Number);
  chainIds.sort((one, other) => Number(other === chainId) - Number(one === chainId));
  for (const [i, each] of chainIds.entries()) await revokeSession(core, i === 0 ? opening : undefined, each);
}

/** Forgets a session that is closed, and its key; one that has taken its place meanwhile stays. */
export async function dropSession({ state, keys }: ProviderCore, chainId: number, hash: Hex): Promise<void> {
  const session = state.sessionOn(chainId);
  if (session?.sessionHash !== hash) return;
  await keys.delete(session.sessionConfig.signer);
  state.dropSession(chainId, hash);
}

function answerOf({ address, session, signInWithEthereum }: ConnectAnswer, chainId: number) {
  const capabilities = {
    ...(session
      ? {
          session: {
            sessionConfig: toSessionConfigJSON(session.sessionConfig),
            sessionHash: session.sessionHash,
            adjusted: session.adjusted,
            contracts: session.contracts,
          },
        }
      : {}),
    ...(signInWithEthereum ? { signInWithEthereum } : {}),
  };
  return { accounts: [{ address, capabilities }], chainIds: [numberToHex(chainId)] };
}
