import { completeMetadata } from "./app-metadata.js";
import { connect, connectionOf, type ConnectAnswer, type ConnectRequest } from "./connect.js";
import type { ProviderCore } from "./provider-core.js";

/** What an app asks for besides the account. */
export type Wishes = Pick<ConnectRequest, "session" | "signInWithEthereum">;

type Opening = Promise<void> | undefined;

/** What the app's configuration says to ask for. */
export async function configuredWishes({ options }: ProviderCore): Promise<Wishes> {
  const { session } = options;
  const preferences = typeof session === "function" ? await session() : session;
  return preferences ? { session: { preferences } } : {};
}

/**
 * Connects, or asks for another session of who is connected; the way to the auth server opens before this returns.
 *
 * @throws DisconnectedMeanwhileError if the person disconnected before they answered
 */
export function connectAccount(
  core: ProviderCore,
  wishes: () => Promise<Wishes>,
  { chainId = core.state.chainId, opening }: { chainId?: number | undefined; opening?: Opening } = {},
): Promise<ConnectAnswer> {
  return core.authServer.openFor(opening, (opened) => askToConnect(core, wishes, chainId, opened));
}

async function askToConnect(
  core: ProviderCore,
  wishes: () => Promise<Wishes>,
  chainId: number,
  opening: Opening,
): Promise<ConnectAnswer> {
  const checkStays = core.state.staying();
  const request = { ...(await wishes()), metadata: completeMetadata(core.options.metadata), chainId };
  checkStays();
  const ask = (method: string, params: unknown) => core.authServer.ask(method, params, chainId, opening);
  const answer = await connect(ask, request, core.keys);
  try {
    checkStays();
  } catch (error) {
    if (answer.session) await core.keys.delete(answer.session.sessionConfig.signer);
    throw error;
  }
  await takeAnswer(core, answer, chainId);
  return answer;
}

/** Connects who answered; the keys of sessions that are no longer the connection's are forgotten. */
export async function takeAnswer(core: ProviderCore, answer: ConnectAnswer, chainId: number): Promise<void> {
  const { state, keys } = core;
  const signers = () =>
    Object.values(state.connection?.sessions ?? {}).map(({ sessionConfig }) => sessionConfig.signer);
  const before = signers();
  state.connect(connectionOf(answer, chainId, state.connection));
  const kept = signers();
  await Promise.all(before.filter((signer) => !kept.includes(signer)).map((signer) => keys.delete(signer)));
}
