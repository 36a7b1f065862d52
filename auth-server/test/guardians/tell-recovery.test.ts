import { TransactionRevertedError } from "@zksync-sso/sdk/errors";
import { expect } from "chai";
import type { Hex } from "viem";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { rejection } from "../../../sdk/test/helpers/rejection.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { tellRecovery } from "../../src/guardians/tell-recovery.ts";
import { CHAIN } from "../fake-node.ts";
import { doing, scriptedNode } from "../scripted-node.ts";
import { SPENDER } from "../session.ts";

describe("What an account tells the recovery module", () => {
  let leave: (() => void)[];
  let sent: Hex[];
  let status: "0x0" | "0x1";
  let tell: () => Promise<void>;

  beforeEach(async () => {
    [sent, status] = [[], "0x1"];
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    const node = scriptedNode(
      {},
      doing(sent, () => status),
    );
    leave = [openPage(ORIGIN, authenticator), node];
    const publicKey = toBase64(credentialPublicKey);
    const desk = { chain: CHAIN, account: { address: SPENDER, credentialId, publicKey }, now: 0n } as const;
    const call = {
      to: CHAIN.contracts.recovery,
      data: "0x12345678",
      signature: "discardRecovery(bytes32)",
    } as const;
    tell = () => tellRecovery(desk, call, () => undefined);
  });
  afterEach(() => {
    for (const each of leave) each();
  });

  it("is done once the chain says so", async () => {
    await tell();
    const { to, data } = parseEip712Transaction(sent[0] as `0x71${string}`);
    expect([to, data]).to.deep.equal([CHAIN.contracts.recovery, "0x12345678"]);
  });

  it("is not done where the chain says that it failed", async () => {
    status = "0x0";
    await rejection(tell(), TransactionRevertedError);
  });
});
