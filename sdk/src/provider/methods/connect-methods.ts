import { hexToNumber, numberToHex } from "viem";
import * as v from "valibot";
import { NoSessionError } from "../../errors/provider-errors.js";
import { DisconnectParamsSchema, SignInRequestSchema } from "../../messages/connect-schemas.js";
import { QuantitySchema } from "../../messages/hex-schemas.js";
import { parseMessage } from "../../messages/parse-message.js";
import { SessionRequestSchema } from "../../messages/session-request-schemas.js";
import { toSessionConfigJSON } from "../../session/to-session-config-json.js";
import { completeMetadata } from "../app-metadata.js";
import { connect, connectionOf, type ConnectAnswer, type ConnectRequest } from "../connect.js";
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

/** What an app asks for besides the account. */
export type Wishes = Pick<ConnectRequest, "session" | "signInWithEthereum">;

/** Connects an account and lets go of it (EIP-1102, ERC-7846). */
export function connectMethods(
  core: ProviderCore,
): MethodTable<"eth_requestAccounts" | "wallet_connect" | "wallet_disconnect"> {
  const { state } = core;
  let connecting: Promise<unknown> | undefined;
  return {
    eth_requestAccounts: async (_, opening) => {
      // A second click, or a component that is mounted twice, joins the first request: there is one session.
      if (!state.connection) {
        connecting ??= connectAccount(core, () => configuredWishes(core), { opening }).finally(() => {
          connecting = undefined;
        });
        await connecting;
      }
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
      if (options?.revoke === true && state.sessionOn()) await revokeSession(core);
      await logOut(core);
      return null;
    },
  };
}

/** What the app's configuration says to ask for. */
export async function configuredWishes({ options }: ProviderCore): Promise<Wishes> {
  const { session } = options;
  const preferences = typeof session === "function" ? await session() : session;
  return preferences ? { session: { preferences } } : {};
}

/** Connects, or asks for another session of who is connected; the way to the auth server opens before this returns. */
export async function connectAccount(
  core: ProviderCore,
  wishes: () => Promise<Wishes>,
  {
    chainId = core.state.chainId,
    opening = core.authServer.open(),
  }: { chainId?: number | undefined; opening?: Promise<void> | undefined } = {},
): Promise<ConnectAnswer> {
  const request = { ...(await wishes()), metadata: completeMetadata(core.options.metadata), chainId };
  const ask = (method: string, params: unknown) => core.authServer.ask(method, params, chainId, opening);
  const answer = await connect(ask, request, core.keys);
  const replaced = core.state.sessionOn(chainId);
  core.state.connect(connectionOf(answer, chainId, core.state.connection));
  const { signer } = replaced?.sessionConfig ?? {};
  if (signer && core.state.sessionOn(chainId)?.sessionConfig.signer !== signer)
    await core.keys.delete(signer);
  return answer;
}

/**
 * Has the owner close the session of the connected chain; the account stays connected.
 *
 * @throws NoSessionError if there is none
 */
export async function revokeSession(core: ProviderCore, opening?: Promise<void>): Promise<void> {
  const { chainId } = core.state;
  const session = core.state.sessionOn();
  if (!session) throw new NoSessionError(chainId);
  await core.ask("wallet_disconnect", [{ revoke: true, sessionHash: session.sessionHash }], opening);
  await core.keys.delete(session.sessionConfig.signer);
  core.state.dropSession(chainId);
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
