import { expect } from "chai";
import { createPublicClient, custom, pad, type Hex } from "viem";
import { zksync } from "viem/chains";
import { withSso } from "../../src/chains/index.js";
import { ALICE, BOB } from "../helpers/addresses.js";

const addresses = { accountFactory: BOB, passkey: BOB, session: BOB, recovery: BOB };
const MAGIC = "0x1626ba7e";
const signature: Hex = `0x${"12".repeat(65)}`;

describe("A chain with the suite on it", () => {
  /** Asks whether somebody signed, where the contract at their address answers so. */
  const isValid = (answer: (data: Hex) => Hex): Promise<boolean> => {
    const request = ({ method, params }: { method: string; params: readonly [{ data: Hex }] }) => {
      if (method !== "eth_call") throw new Error(`Nobody should ask for ${method}.`);
      return Promise.resolve(answer(params[0].data));
    };
    const transport = custom({ request: request as never }, { retryCount: 0 });
    const client = createPublicClient({ chain: withSso(zksync, addresses), transport });
    return client.verifyMessage({ address: ALICE, message: "Hello", signature });
  };

  it("takes a signature for valid if its signer's contract answers ERC-1271's word", async () => {
    expect(await isValid(() => pad(MAGIC, { dir: "right" }))).to.equal(true);
  });

  it("takes nobody's word who repeats the question, which begins in the same way, as the identity precompile", async () => {
    expect(await isValid((data) => data)).to.equal(false);
    expect(await isValid(() => MAGIC)).to.equal(false);
  });
});
