import { expect } from "chai";
import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { zksync } from "viem/chains";
import {
  addAccountOwner,
  confirmGuardian,
  createSession,
  discardRecovery,
  initRecovery,
  installModule,
  proposeGuardian,
  removeAccountOwner,
  removeGuardian,
  revokeSession,
  revokeSessions,
  uninstallModule,
  unlinkModule,
  unlinkValidationHook,
} from "../../src/client/index.js";
import { RICH_KEY } from "../helpers/local-chain.js";
import { rejection } from "../helpers/rejection.js";

const client = createWalletClient({
  account: privateKeyToAccount(RICH_KEY),
  chain: zksync,
  transport: http(),
});

const actions = {
  addAccountOwner,
  confirmGuardian,
  createSession,
  discardRecovery,
  initRecovery,
  installModule,
  proposeGuardian,
  removeAccountOwner,
  removeGuardian,
  revokeSession,
  revokeSessions,
  uninstallModule,
  unlinkModule,
  unlinkValidationHook,
};

describe("An action without usable input", () => {
  for (const [name, action] of Object.entries(actions))
    it(`rejects asynchronously and never throws synchronously: ${name}`, async () => {
      let answer: Promise<unknown> | undefined;
      expect(() => {
        answer = action(client, { contracts: {} } as never);
      }).not.to.throw();
      await rejection(answer as Promise<unknown>);
    });
});
