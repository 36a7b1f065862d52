import type { Chain, Transport } from "viem";
import { createSession, type CreateSessionArgs, type CreateSessionReturnType } from "../create-session.js";
import { revokeSession, type RevokeSessionArgs, type RevokeSessionReturnType } from "../revoke-session.js";
import type { ClientWithZksyncSsoEcdsaData } from "./ecdsa-client-data.js";

/** What an owner's client can do besides viem's actions. */
export type ZksyncSsoEcdsaActions = {
  createSession: (args: Omit<CreateSessionArgs, "contracts">) => Promise<CreateSessionReturnType>;
  revokeSession: (args: Omit<RevokeSessionArgs, "contracts">) => Promise<RevokeSessionReturnType>;
};

/** Returns the actions on sessions, to extend an owner's client with. */
export function zksyncSsoEcdsaActions<transport extends Transport = Transport, chain extends Chain = Chain>(
  client: ClientWithZksyncSsoEcdsaData<transport, chain>,
): ZksyncSsoEcdsaActions {
  const { contracts } = client;
  return {
    createSession: (args) => createSession(client as never, { ...args, contracts }),
    revokeSession: (args) => revokeSession(client as never, { ...args, contracts }),
  };
}
