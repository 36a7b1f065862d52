import { strict as assert } from "node:assert";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";

describe("the chain of the SDK's tests", () => {
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  it("has the complete suite", async () => {
    for (const address of Object.values(chain.contracts))
      assert.notEqual(await chain.publicClient.getCode({ address }), undefined, String(address));
  });
});
