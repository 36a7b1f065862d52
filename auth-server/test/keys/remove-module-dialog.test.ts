import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, type Hex } from "viem";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import type { KnownAccount } from "../../src/account/known-account.ts";
import type { ForeignModule } from "../../src/keys/read-modules.ts";
import { RemoveModuleDialog } from "../../src/keys/remove-module-dialog.tsx";
import { CHAIN } from "../fake-node.ts";
import { doing, scriptedNode } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("Removing a contract from an account", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: (() => void)[];
  let account: KnownAccount;
  let sent: Hex[];
  let isDone: boolean;
  /** What the node was asked the fee of. */
  let estimated: Hex[];

  beforeEach(async () => {
    [sent, isDone, estimated] = [[], false, []];
    const estimate = ([call]: readonly unknown[]) => {
      estimated.push((call as { data: Hex }).data);
      return "0x10000";
    };
    page = await openReactPage();
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    leave = [
      openPage(ORIGIN, authenticator),
      scriptedNode({}, { ...doing(sent), eth_estimateGas: estimate }),
    ];
    account = { address: SPENDER, credentialId, publicKey: toBase64(credentialPublicKey) };
    await show({
      address: TARGET,
      roles: ["answer", "refuse"],
      answers: ["0x11223344", "0x55667788"],
      unknownAnswers: 1,
    });
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
  });
  afterEach(async () => {
    for (const each of leave) each();
    await page.close();
  });

  const show = (module: ForeignModule): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const props = {
      chain: CHAIN,
      account,
      now: 0n,
      module,
      onDone: () => {
        isDone = true;
      },
      onClose: () => undefined,
    } as const;
    return page.show(createElement("div", { ref }, createElement(RemoveModuleDialog, props)));
  };

  it("takes from it what might refuse the rest first, and then each function that it answers", async () => {
    expect(shown?.textContent).to.include("You are asked for your passkey 3 times");
    const fee = "Your account pays the network fee each time: about 0.0000065536 ETH.";
    await page.until(() => shown?.textContent.includes(fee) === true);
    await page.act(() => shown?.querySelector("button")?.click());
    await page.until(() => isDone);
    const calls = sent.map((raw) => {
      const { to, data = "0x" } = parseEip712Transaction(raw as `0x71${string}`);
      return [to?.toLowerCase(), ...(decodeFunctionData({ abi: erc7579AccountAbi, data }).args ?? [])];
    });
    const [first] = estimated;
    expect(first).to.equal(parseEip712Transaction(sent[0] as `0x71${string}`).data);
    for (const raw of sent) {
      const { data } = parseEip712Transaction(raw as `0x71${string}`);
      const times = estimated.filter((each) => each === data).length;
      expect(times, "to say what the next one costs, and to send it").to.equal(2);
    }
    const own = SPENDER.toLowerCase();
    expect(calls).to.deep.equal([
      [own, 4n, TARGET, "0x"],
      [own, 3n, TARGET, "0x11223344"],
      [own, 3n, TARGET, "0x55667788"],
    ]);
  });

  it("says that it still answers what cannot be found out", () => {
    expect(shown?.textContent).to.include("but answer some questions for it");
  });

  it("says what it costs once where there is one thing to take from it", async () => {
    await page.show(null);
    await show({ address: TARGET, roles: ["act"], answers: [], unknownAnswers: 0 });
    const fee = "Your account pays the network fee: about 0.0000065536 ETH.";
    await page.until(() => shown?.textContent.includes("network fee") === true);
    expect(shown?.textContent).to.include(fee).and.not.include("You are asked for your passkey");
  });
});
