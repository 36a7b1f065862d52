import { expect } from "chai";
import { Interface } from "ethers";
import { ContractFactory, utils } from "zksync-ethers";
import type { Wallet } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { toHex } from "../../src/primitives/hex.ts";
import { compile } from "../helpers/compile.ts";
import { FULL, PUBLISHER_SOURCE } from "../pubdata/publisher.ts";
import { walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const { privateKey } = DEFAULT_ACCOUNTS[0]!;
const HIGHEST = 50_000n;

interface Costs {
  readonly validation: { readonly total: number; readonly limit: number; readonly signatures: number };
  readonly pubdata: { readonly stateDiffs: number; readonly messages: number; readonly total: number };
  readonly gasPerPubdata: string;
  readonly pubdataGas: string;
}

const COST_TRACER = { tracer: "eraCostTracer" };

describe("The pubdata price", function () {
  this.timeout(60_000);
  let node: RunningNode;
  let wallet: Wallet;
  const publisher = compile(PUBLISHER_SOURCE).get("Publisher")!;
  const abi = new Interface(JSON.stringify(publisher.abi));

  before(async () => {
    node = await RunningNode.start(`--pubdata-price=${HIGHEST}`);
    wallet = walletOn(node, privateKey);
  });

  after(() => node.stop());

  async function deploy(): Promise<string> {
    const factory = new ContractFactory(JSON.stringify(publisher.abi), toHex(publisher.bytecode), wallet);
    const contract = await factory.deploy();
    await contract.waitForDeployment();
    return contract.getAddress();
  }

  const send = async (to: string, name: string, args: unknown[], fields: object = {}) => {
    const data = abi.encodeFunctionData(name, args);
    return (await wallet.sendTransaction({ to, data, ...fields })).wait();
  };
  const costsOf = (hash: string) => node.call<Costs>("debug_traceTransaction", hash, COST_TRACER);

  it("is 84 gas per byte, with 168 suggested to clients, unless a flag says otherwise", () =>
    RunningNode.with([], async (plain) => {
      expect(await plain.call("zks_gasPerPubdata")).to.equal("0xa8");
      expect(await plain.call("zks_estimateFee", { from: wallet.address, to: wallet.address })).to.include({
        gas_per_pubdata_limit: "0xa8",
      });
      const { fairPubdataPrice } = await plain.call<{ fairPubdataPrice: number }>(
        "zks_getBlockDetails",
        "0x0",
      );
      expect(fairPubdataPrice).to.equal(84 * 45_250_000);
    }));

  it("is never suggested above what a transaction may offer", async () => {
    expect(await node.call("zks_gasPerPubdata")).to.equal(`0x${HIGHEST.toString(16)}`);
    const { fairPubdataPrice } = await node.call<{ fairPubdataPrice: number }>("zks_getBlockDetails", "0x0");
    expect(fairPubdataPrice).to.equal(50_000 * 45_250_000);
  });

  it("is covered by estimates even at its maximum: deployments, writes, messages", async () => {
    const to = await deploy();
    for (const [name, args] of [
      ["setMany", [0, 30]],
      ["message", [`0x${"ab".repeat(500)}`]],
      ["set", [99, FULL]],
      ["nothing", []],
    ] as const) {
      expect((await send(to, name, [...args]))!.status).to.equal(1);
    }
  });

  it("is included in a receipt's gas and in the fee, and a trace shows it separately", async () => {
    const to = await deploy();
    const first = (await send(to, "setMany", [0, 5]))!;
    const second = (await send(to, "setMany", [0, 5]))!;
    const [dear, cheap] = [await costsOf(first.hash), await costsOf(second.hash)];
    expect(dear.pubdata.stateDiffs - cheap.pubdata.stateDiffs).to.be.at.least(5 * 65);
    expect(BigInt(dear.pubdataGas)).to.equal(BigInt(dear.pubdata.total) * HIGHEST);
    expect(Number(first.gasUsed) - Number(dear.pubdataGas)).to.be.within(24_070, 500_000);
    const details = await node.call<{ fee: string }>("zks_getTransactionDetails", first.hash);
    expect(BigInt(details.fee)).to.equal(first.gasUsed * 45_250_000n);
    expect(dear.validation).to.include({ limit: 300_000, signatures: 7_000 });
  });

  it("undoes a body that does not pay for its pubdata, with status 0 and no reason", async () => {
    const to = await deploy();
    const gasLimit = 10_000_000n;
    const customData = { gasPerPubdata: HIGHEST };
    const data = abi.encodeFunctionData("setMany", [0, 10]);
    const sent = await wallet.sendTransaction({ to, data, gasLimit, customData });
    const error = await sent
      .wait()
      .catch((e: unknown) => e as { receipt: { status: number; gasUsed: bigint } });
    expect((error as { receipt: object }).receipt).to.include({ status: 0, gasUsed: gasLimit });
    const call = { to, data: abi.encodeFunctionData("words", [0]) };
    expect(await node.call("eth_call", call, "latest")).to.equal(`0x${"00".repeat(32)}`);
    expect(await node.printed()).to.contain(`gas ${gasLimit}: not enough gas for the published data`);
  });

  it("keeps out a transaction that offers less", async () => {
    const fields = { gasLimit: 100_000_000n, customData: { gasPerPubdata: HIGHEST - 1n } };
    const refused = await wallet
      .sendTransaction({ type: utils.EIP712_TX_TYPE, to: wallet.address, ...fields })
      .catch((error: Error) => error.message);
    expect(refused).to.contain("The operator included transaction with an unacceptable gas price");
  });

  it("of a call is reported before the call is sent", async () => {
    const to = await deploy();
    const request = { from: wallet.address, to, data: abi.encodeFunctionData("setMany", [0, 3]) };
    const costs = await node.call<{
      success: boolean;
      prices: { storage: number };
      pubdata: { total: number };
    }>("debug_traceCall", request, "latest", COST_TRACER);
    expect(costs).to.deep.include({ success: true });
    expect(costs.prices.storage).to.equal(3 * 5_511);
    expect(costs.pubdata.total).to.equal(3 * 65);
  });
});
