import { guardianRecoveryModuleAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeFunctionResult, zeroAddress, zeroHash, type Address } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { useProgress } from "../../src/recovery/use-progress.ts";
import { calldataOf, CHAIN, fakeNode, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const account = { address: TARGET, credentialId: "A".repeat(22), publicKey: "AAAA" } as const;

/** Whose the passkey is, by the node's word. */
let registered: Address;

/** What the modules know of an account that nobody has begun to let a passkey into. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  // The base point of P-256 (SEC 2).
  getAccountKey: [
    "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
    "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
  ],
  guardiansFor: [],
  getPendingRecoveryData: { hashedCredentialId: zeroHash, rawPublicKey: [zeroHash, zeroHash], timestamp: 0n },
  REQUEST_DELAY_TIME: 86_400n,
  REQUEST_VALIDITY_TIME: 259_200n,
};

function answer(request: NodeRequest): unknown {
  if (request.method === "eth_getBlockByNumber") return { timestamp: "0x10", transactions: [] };
  if (request.method !== "eth_call") return "0x144";
  const abi = [...guardianRecoveryModuleAbi, ...webAuthnModuleAbi];
  const { functionName } = decodeFunctionData({ abi, data: calldataOf(request) });
  const result = functionName === "registeredAddress" ? registered : ANSWERS[functionName];
  return encodeFunctionResult({ abi, functionName, result } as never);
}

function Stage() {
  return useProgress(CHAIN, account).value?.stage ?? "not known";
}

describe("Following how far it is with getting back in", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void;
  /** Lets the time go by after which the page looks again. */
  let tick: () => void;
  /** Has the node answer, at last. */
  let free: () => void;
  let asked: number;

  beforeEach(async () => {
    page = await openReactPage();
    const { location } = window;
    Object.defineProperty(globalThis, "location", { value: location, configurable: true });
    registered = zeroAddress;
    leave = fakeNode(answer);
    const { fetch, setInterval } = globalThis;
    asked = 0;
    const answers = new Promise<void>((resolve) => (free = resolve));
    globalThis.fetch = async (...request) => {
      asked++;
      await answers;
      return fetch(...request);
    };
    globalThis.setInterval = ((look: () => void) => {
      tick = look;
      return 0;
    }) as unknown as typeof setInterval;
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, createElement(Stage)));
    globalThis.setInterval = setInterval;
  });
  afterEach(async () => {
    await page.close();
    Reflect.deleteProperty(globalThis, "location");
    leave();
  });

  it("waits for a slow node, and asks it nothing more meanwhile: what comes late would be seen never", async () => {
    const before = asked;
    expect(before).to.be.greaterThan(0);
    await page.act(() => tick());
    expect(asked).to.equal(before);
    free();
    await page.until(() => shown?.textContent === "waiting");
    await page.act(() => tick());
    expect(asked, "looks again once it has answered").to.be.greaterThan(before);
  });

  it("goes on after a node has said that the passkey is somebody else's: one wrong answer ends nothing", async () => {
    registered = SPENDER;
    free();
    await page.until(() => shown?.textContent === "taken");
    registered = zeroAddress;
    await page.act(() => tick());
    await page.until(() => shown?.textContent === "waiting");
  });

  it("asks nothing more once the passkey is in", async () => {
    registered = TARGET;
    free();
    await page.until(() => shown?.textContent === "done");
    const before = asked;
    await page.act(() => tick());
    expect(asked).to.equal(before);
  });
});
