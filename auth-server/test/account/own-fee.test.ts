import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { decodeFunctionData, keccak256, numberToHex, toFunctionSelector, type Hex } from "viem";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN, type Passkey } from "../../../sdk/test/helpers/passkey-account.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { ownFee } from "../../src/account/own-fee.ts";
import { endCall } from "../../src/apps/end-call.ts";
import { calldataOf, CHAIN, fakeNode, NodeRefusal, type NodeRequest } from "../fake-node.ts";
import { SPONSORED_CHAIN } from "../paymaster-node.ts";
import { SPENDER } from "../session.ts";

const SESSION = keccak256("0x01");
const IS_SPONSORED = toFunctionSelector("isSponsored(address,bytes4)");

describe("What the account itself pays for a call", () => {
  let passkey: Passkey;
  let leave: (() => void)[];
  /** Wei that the paymaster may spend. */
  let left: bigint;
  /** Wei that everybody has. */
  let balance: bigint;
  let estimate: () => Hex;

  before(async () => {
    passkey = await makePasskey();
  });
  beforeEach(() => {
    [left, balance, estimate] = [10n ** 18n, 10n ** 19n, () => "0x10000"];
    const word = (number: bigint): string => number.toString(16).padStart(64, "0");
    const paymaster = (request: NodeRequest): Hex =>
      calldataOf(request).startsWith(IS_SPONSORED) ? `0x${word(1n)}` : `0x${word(left)}${word(left)}`;
    const answers: Record<string, (request: NodeRequest) => unknown> = {
      eth_call: paymaster,
      eth_estimateGas: () => estimate(),
      eth_gasPrice: () => "0x5",
      eth_getCode: () => "0x01",
      eth_getBalance: () => numberToHex(balance),
    };
    leave = [
      openPage(ORIGIN, passkey.authenticator),
      fakeNode((request) => answers[request.method]?.(request)),
    ];
  });
  afterEach(() => {
    for (const each of leave) each();
  });

  const feeOn = (chain: typeof CHAIN) => {
    const { credentialId, credentialPublicKey } = passkey;
    const account = { address: SPENDER, credentialId, publicKey: toBase64(credentialPublicKey) } as const;
    return ownFee(chain, account, endCall(chain, [SESSION]));
  };

  it("is what the chain estimates, at its price, if it has no sponsor, or that has nothing left", async () => {
    expect(await feeOn(CHAIN)).to.equal(0x10000n * 5n);
    left = 0n;
    expect(await feeOn(SPONSORED_CHAIN)).to.equal(0x10000n * 5n);
  });

  it("is what the chain estimates, too, if the sponsor may spend more than it has", async () => {
    balance = 10n ** 15n;
    expect(await feeOn(SPONSORED_CHAIN)).to.equal(0x10000n * 5n);
  });

  it("is nothing if the sponsor pays, which no estimate is asked for", async () => {
    estimate = () => {
      throw new Error("asked");
    };
    expect(await feeOn(SPONSORED_CHAIN)).to.equal(undefined);
  });

  it("is not known if it cannot be estimated", async () => {
    estimate = () => {
      throw new NodeRefusal("busy");
    };
    expect(await feeOn(CHAIN)).to.equal(undefined);
  });

  it("is that of the call which is sent in the end", () => {
    const decode = (data: Hex) => decodeFunctionData({ abi: sessionKeyModuleAbi, data });
    expect(decode(endCall(CHAIN, [SESSION]).data)).to.deep.equal({
      functionName: "revokeKey",
      args: [SESSION],
    });
    const both = [SESSION, keccak256("0x02")];
    expect(decode(endCall(CHAIN, both).data)).to.deep.equal({
      functionName: "revokeKeys",
      args: [both],
    });
  });
});
