import { expect } from "chai";
import { TransactionReplacedError, TransactionRevertedError } from "@zksync-sso/sdk/errors";
import { zeroHash, type Hash } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { rejection } from "../../../sdk/test/helpers/rejection.ts";
import { answerAs } from "../../src/guard/actor.ts";
import { problemOf } from "../../src/words/problem.ts";
import { CHAIN, fakeNode, nodeReceipt } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const SENT: Hash = `0x${"11".repeat(32)}`;
const OTHER: Hash = `0x${"22".repeat(32)}`;

describe("A guardian's answer with a key in an extension", function () {
  this.timeout(30_000);
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: () => void;
  /** What the extension has sent, of what it was asked to. */
  let sent: object;
  /** What is in the chain in its place. */
  let mined: (sent: object) => object;
  let status: "0x0" | "0x1";

  beforeEach(async () => {
    [sent, mined, status] = [{}, (same) => same, "0x1"];
    let block = 1;
    const inBlock = { blockHash: zeroHash, blockNumber: "0x2", transactionIndex: "0x0" };
    const transaction = (hash: Hash, fields: object) => ({
      hash,
      from: SPENDER,
      value: "0x0",
      nonce: "0x5",
      gas: "0x1",
      gasPrice: "0x1",
      type: "0x0",
      ...fields,
    });
    const other = () => transaction(OTHER, { ...mined(asMined(sent)), ...inBlock });
    const answers: Readonly<Record<string, (first: unknown) => unknown>> = {
      eth_chainId: () => "0x144",
      eth_blockNumber: () => `0x${(block++).toString(16)}`,
      eth_getTransactionByHash: (hash) => (hash === OTHER ? other() : transaction(SENT, asMined(sent))),
      eth_getTransactionReceipt: (hash) =>
        hash === OTHER ? { ...nodeReceipt(), transactionHash: OTHER, status } : null,
      eth_getBlockByNumber: () => ({
        number: "0x2",
        hash: zeroHash,
        timestamp: "0x1",
        transactions: [other()],
      }),
    };
    page = await openReactPage();
    leave = fakeNode(({ method, params }) => answers[method]?.(params[0]));
  });
  afterEach(async () => {
    leave();
    await page.close();
  });

  const agree = () => {
    const request = ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
      if (method === "eth_chainId") return Promise.resolve("0x144");
      [sent] = params as [object];
      return Promise.resolve(SENT);
    };
    const key = { name: "An extension", provider: { request }, address: SPENDER } as const;
    return answerAs(
      { kind: "key", key },
      CHAIN,
      { chainId: CHAIN.id, account: TARGET },
      () => undefined,
      new AbortController().signal,
    );
  };

  it("is not taken for given if the extension sends something else in its place: nothing, as when it is cancelled", async () => {
    mined = () => ({ to: SPENDER, input: "0x" });
    const error = await rejection(agree(), TransactionReplacedError);
    expect(error).to.include({ hash: SENT, replacedBy: OTHER });
    expect(problemOf(error).what).to.equal("It did not happen.");
  });

  it("is given if the extension sends the same for another price, unless it fails", async () => {
    mined = (same) => ({ ...same, gasPrice: "0x2" });
    await agree();
    status = "0x0";
    await rejection(agree(), TransactionRevertedError);
  });
});

/** What a node calls the data of a transaction. */
function asMined(sent: object): object {
  const { to, data: input } = sent as { to?: string; data?: string };
  return { to, input };
}
