import { expect } from "chai";
import { createWalletClient, http, type Address } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { zksync } from "viem/chains";
import { createZksyncEcdsaClient, deployAccount as deployOwned } from "../../src/client/ecdsa/index.js";
import {
  createSession,
  createZksyncRecoveryGuardianClient,
  deployModularAccount,
  fetchEcdsaAccount,
  getSessionState,
  listSessions,
  revokeSession,
  revokeSessions,
} from "../../src/client/index.js";
import { createZksyncPasskeyClient, deployAccount, fetchAccount } from "../../src/client/passkey/index.js";
import { createZksyncSessionClient } from "../../src/client/session/index.js";
import {
  InvalidTransactionRequestError,
  MissingOptionError,
  OriginRequiredError,
} from "../../src/errors/index.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const key = privateKeyToAccount(generatePrivateKey());
const transport = http("http://127.0.0.1:1", { retryCount: 0 });
const client = createWalletClient({ account: key, chain: zksync, transport });
const HASH = `0x${"11".repeat(32)}` as const;
const session = { sessionConfig: {}, account: ACCOUNT, sessionHash: HASH };
const contracts: Record<string, Address> = {
  session: BOB,
  passkey: BOB,
  recovery: BOB,
  accountFactory: BOB,
};

/** Each function, its options, and those it requires. */
const callers: Record<string, [(given: never) => unknown, object, string[]]> = {
  createZksyncSessionClient: [
    createZksyncSessionClient,
    { address: ACCOUNT, chain: zksync, transport, sessionKey: HASH, sessionConfig: {}, contracts },
    ["address", "chain", "sessionKey", "sessionConfig", "contracts", "contracts.session"],
  ],
  createZksyncPasskeyClient: [
    createZksyncPasskeyClient,
    { address: ACCOUNT, chain: zksync, transport, credentialPublicKey: new Uint8Array(1), contracts },
    ["address", "chain", "credentialPublicKey", "contracts", "contracts.passkey"],
  ],
  createZksyncEcdsaClient: [
    createZksyncEcdsaClient,
    { address: ACCOUNT, chain: zksync, transport, owner: key, contracts },
    ["address", "chain", "owner", "contracts"],
  ],
  createZksyncRecoveryGuardianClient: [
    createZksyncRecoveryGuardianClient,
    { address: ACCOUNT, chain: zksync, transport, contracts },
    ["address", "chain", "contracts", "contracts.recovery", "contracts.passkey"],
  ],
  deployAccount: [
    (given) => deployAccount(client, given),
    { credentialId: "AA", credentialPublicKey: new Uint8Array(1), contracts },
    ["credentialId", "credentialPublicKey", "contracts", "contracts.accountFactory", "contracts.recovery"],
  ],
  "deployAccount of an owner": [
    (given) => deployOwned(client, given),
    { owner: ALICE, contracts },
    ["owner", "contracts", "contracts.accountFactory", "contracts.session"],
  ],
  deployModularAccount: [
    (given) => deployModularAccount(client, given),
    { accountFactory: BOB, owners: [], installNoDataModules: [] },
    ["accountFactory", "owners", "installNoDataModules"],
  ],
  fetchAccount: [(given) => fetchAccount(client, given), { contracts }, ["contracts", "contracts.passkey"]],
  fetchEcdsaAccount: [
    (given) => fetchEcdsaAccount(client, given),
    { owner: ALICE, contracts },
    ["owner", "contracts", "contracts.accountFactory"],
  ],
  createSession: [
    (given) => createSession(client, given),
    { ...session, contracts },
    ["sessionConfig", "contracts", "contracts.session"],
  ],
  revokeSession: [
    (given) => revokeSession(client, given),
    { sessionId: HASH, contracts },
    ["sessionId", "contracts", "contracts.session"],
  ],
  revokeSessions: [
    (given) => revokeSessions(client, given),
    { sessionIds: [HASH], contracts },
    ["sessionIds", "contracts", "contracts.session"],
  ],
  getSessionState: [
    (given) => getSessionState(client, given),
    { ...session, contracts },
    ["account", "sessionConfig", "contracts", "contracts.session"],
  ],
  listSessions: [
    (given) => listSessions(client, given),
    { ...session, contracts },
    ["account", "contracts", "contracts.session"],
  ],
};

describe("A missing option", () => {
  for (const [caller, [call, given, options]] of Object.entries(callers))
    it(`is named, with the function that was called: ${caller}`, async () => {
      for (const option of options) {
        const error = await rejection(
          (async () => call(without(given, option) as never))(),
          MissingOptionError,
        );
        expect(error).to.include({ option, code: -32602 });
        expect(error.shortMessage).to.include(caller.replace(/ .*|Ecdsa(?=Account)/, ""));
      }
    });

  it("defaults to the page's origin, by the name that each function has for it", async () => {
    const passkey = { credentialId: "AA", contracts } as never;
    const { message } = await rejection(fetchAccount(client, passkey), OriginRequiredError);
    expect(message).to.include("`expectedOrigin`");
  });
});

describe("The session to close", () => {
  it("is given by one name only, and is required", async () => {
    const twice = { sessionId: HASH, sessionHash: `0x${"22".repeat(32)}`, contracts } as const;
    const { message } = await rejection(
      revokeSession(client, twice as never),
      InvalidTransactionRequestError,
    );
    expect(message).to.include(twice.sessionId).and.to.include(twice.sessionHash);
    const none = { sessionIds: [], contracts } as never;
    await rejection(revokeSessions(client, none), InvalidTransactionRequestError);
  });
});

/** Sets a member to undefined, in `contracts` if its name says so. */
function without(given: object, option: string): object {
  const [name = "", inner] = option.split(".");
  if (inner === undefined) return { ...given, [name]: undefined };
  return { ...given, [name]: { ...(given as Record<string, object>)[name], [inner]: undefined } };
}
