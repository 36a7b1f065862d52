import { expect } from "chai";
import { createElement } from "react";
import { encodeAbiParameters, encodeEventTopics, erc20Abi, isAddressEqual, numberToHex, padHex } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { ActivitySection } from "../../src/activity/activity-section.tsx";
import { ETH_LEDGER } from "../../src/activity/activity.ts";
import { CHAIN, fakeNode, NodeRefusal } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const hash = padHex("0x1");

/** The logs of so many tokens, each of which says that it was sent to the account, and of a little ETH that was. */
const logsOf = (count: number) =>
  [...Array.from({ length: count }, (_, i) => numberToHex(i + 1, { size: 20 })), ETH_LEDGER].map(
    (address, i) => ({
      address,
      topics: encodeEventTopics({
        abi: erc20Abi,
        eventName: "Transfer",
        args: { from: TARGET, to: SPENDER },
      }),
      data: encodeAbiParameters([{ type: "uint256" }], [5n]),
      blockNumber: "0x1",
      blockHash: hash,
      transactionHash: hash,
      transactionIndex: "0x0",
      logIndex: numberToHex(i),
      removed: false,
    }),
  );

describe("What happened, on a person's own page", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void;
  /** Contracts that the node was asked about. */
  let asked: Set<string>;

  beforeEach(async () => {
    page = await openReactPage();
    asked = new Set();
    const block = { number: "0x1", hash, timestamp: "0x10", transactions: [] };
    leave = fakeNode(({ method, params }) => {
      if (method === "eth_getBlockByNumber") return block;
      if (method === "eth_getTransactionByHash") return { hash, from: TARGET, blockNumber: "0x1" };
      if (method === "eth_blockNumber") return "0x1";
      if (method === "eth_getLogs") {
        const [{ topics }] = params as [{ topics: readonly (string | null)[] }];
        return topics[2] ? logsOf(500) : [];
      }
      if (method === "eth_getCode") asked.add(params[0] as string);
      throw new NodeRefusal("busy");
    });
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const account = { address: SPENDER, credentialId: "AAAA", publicKey: "AAAA" } as const;
    const desk = { chain: CHAIN, account, now: 0n };
    await page.show(createElement("div", { ref }, createElement(ActivitySection, desk)));
    await page.until(() => (shown?.querySelectorAll("li").length ?? 0) > 0);
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  it("is not hidden by a transaction that makes up hundreds of tokens: few are shown and asked about, and ETH first", () => {
    const [row] = shown?.querySelectorAll("li") ?? [];
    const lines = [...(row?.querySelectorAll(".first") ?? [])].map(({ textContent }) => textContent);
    expect(lines).to.have.length(8);
    expect(lines[0]).to.equal("Received0.000000000000000005 ETH");
    expect(row?.textContent).to.include("493 more that are not shown");
    expect(asked.size).to.equal(7);
    expect([...asked].some((each) => isAddressEqual(each as `0x${string}`, ETH_LEDGER))).to.equal(false);
  });
});
