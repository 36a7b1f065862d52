import { expect } from "chai";
import { decodeFunctionData, encodeFunctionResult, numberToHex, parseAbi, zeroAddress } from "viem";
import { nodeClient } from "../../src/account/account-client.ts";
import { ENOUGH, payingFor } from "../../src/account/paymaster.ts";
import { calldataOf, CHAIN, fakeNode, NodeRefusal, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const PAYMASTER = "0x00000000000000000000000000000000000000b1";
const ABI = parseAbi([
  "function isSponsored(address target, bytes4 selector) view returns (bool)",
  "function remaining(address sender) view returns (uint256 ofSender, uint256 ofAll)",
]);
const PAYS = { isSponsored: true, forSender: ENOUGH, forAll: ENOUGH, balance: ENOUGH };

describe("The chain's paymaster", () => {
  let leave: (() => void) | undefined;
  let asked: unknown[];

  beforeEach(() => {
    asked = [];
  });
  afterEach(() => leave?.());

  const paying = (
    known: typeof PAYS | undefined,
    {
      to = TARGET,
      paymaster = PAYMASTER,
    }: { to?: typeof TARGET | typeof SPENDER; paymaster?: typeof PAYMASTER | "" } = {},
  ) => {
    const answer = (request: NodeRequest): unknown => {
      if (!known) throw new NodeRefusal("execution reverted");
      if (request.method === "eth_getBalance") return numberToHex(known.balance);
      const { functionName, args } = decodeFunctionData({ abi: ABI, data: calldataOf(request) });
      asked.push([functionName, ...args]);
      return functionName === "isSponsored"
        ? encodeFunctionResult({ abi: ABI, functionName, result: known.isSponsored })
        : encodeFunctionResult({ abi: ABI, functionName, result: [known.forSender, known.forAll] });
    };
    leave = fakeNode(answer);
    const call = { sender: SPENDER, to, selector: "0x12345678" } as const;
    return payingFor(nodeClient(CHAIN), paymaster || undefined, call);
  };

  it("pays for what it sponsors, as long as it may and can", async () => {
    expect(await paying(PAYS)).to.equal(PAYMASTER);
    expect(asked).to.have.deep.members([
      ["isSponsored", TARGET, "0x12345678"],
      ["remaining", SPENDER],
    ]);
    const less = ENOUGH - 1n;
    for (const lack of [{ isSponsored: false }, { forSender: less }, { forAll: less }, { balance: less }])
      expect(await paying({ ...PAYS, ...lack }), Object.keys(lack)[0]).to.equal(undefined);
  });

  it("is asked about an account's call of itself by the zero address", async () => {
    expect(await paying(PAYS, { to: SPENDER })).to.equal(PAYMASTER);
    expect(asked).to.deep.include(["isSponsored", zeroAddress, "0x12345678"]);
  });

  it("pays nothing if there is none, or it is another kind of paymaster", async () => {
    expect(await paying(PAYS, { paymaster: "" })).to.equal(undefined);
    expect(asked).to.deep.equal([]);
    expect(await paying(undefined)).to.equal(undefined);
  });
});
