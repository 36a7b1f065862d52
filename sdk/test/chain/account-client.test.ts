import { expect } from "chai";
import { parseAbi, parseEther, type Address, type Hash, type Transport } from "viem";
import { createAccountClient } from "../../src/account-client/create-account-client.js";
import { InvalidTransactionRequestError } from "../../src/errors/index.js";
import { readArtifact } from "../helpers/artifacts.js";
import { rejection } from "../helpers/rejection.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployOwnedAccount, type OwnedAccount } from "../helpers/owned-account.js";
import { recordRequests } from "../helpers/requests.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const TOKEN = parseAbi([
  "function mint(address to, uint256 amount)",
  "function balanceOf(address) view returns (uint256)",
]);

describe("an account client", () => {
  let chain: LocalChain;
  let account: OwnedAccount;
  let token: Address;

  before(async () => {
    chain = await startLocalChain();
    account = await deployOwnedAccount(chain);
    token = await chain.deploy("TestToken");
  });
  after(() => chain.stop());

  const makeClient = (transport: Transport = chain.transport(), options: object = {}) =>
    createAccountClient({
      ...options,
      chain: chain.chain,
      transport,
      account: account.owner,
      signer: account.signer,
      pollingInterval: 10,
    });

  it("writes contracts as the account, in two rounds", async () => {
    const requests = recordRequests(chain);
    const client = makeClient(requests.transport);
    const args = [account.address, 7n] as const;
    const hash = await client.writeContract({ address: token, abi: TOKEN, functionName: "mint", args });
    expect(requests.rounds()).to.equal(2);
    await client.waitForTransactionReceipt({ hash });
    const read = { address: token, abi: TOKEN, functionName: "balanceOf" } as const;
    expect(await client.readContract({ ...read, args: [account.address] })).to.equal(7n);
  });

  it("deploys contracts as the account", async () => {
    const { abi, bytecode } = readArtifact("TestToken");
    const hash = await makeClient().deployContract({ abi, bytecode });
    const { contractAddress, status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
    expect(await chain.publicClient.getCode({ address: contractAddress! })).to.not.equal(undefined);
  });

  it("signs a transaction that anybody may submit", async () => {
    const client = makeClient();
    const request = await client.prepareTransactionRequest({ to: FRIEND, value: 3n });
    const serializedTransaction = await client.signTransaction(request as never);
    const hash = await chain.publicClient.sendRawTransaction({ serializedTransaction });
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
  });

  it("appends the client's suffix once, also to what was prepared before, and after all calls of a batch", async () => {
    const client = makeClient(chain.transport(), { dataSuffix: "0xdeadbeef" });
    const inputOf = async (hash: Hash) => {
      const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
      return (await chain.publicClient.getTransaction({ hash })).input;
    };
    const request = await client.prepareTransactionRequest({ to: FRIEND });
    const serializedTransaction = await client.signTransaction(request as never);
    expect(await inputOf(await chain.publicClient.sendRawTransaction({ serializedTransaction }))).to.equal(
      "0xdeadbeef",
    );
    const prepared = await client.prepareTransactionRequest({ to: FRIEND });
    expect(await inputOf(await client.sendTransaction(prepared as never))).to.equal("0xdeadbeef");
    const own = await client.sendTransaction({ to: FRIEND, dataSuffix: "0xc0ffee" });
    expect(await inputOf(own), "a request's own takes its place").to.equal("0xc0ffee");
    const { id } = await client.sendCalls({
      calls: [{ to: FRIEND }, { to: FRIEND, dataSuffix: "0xc0ffee" }],
    });
    expect(await inputOf(id as Hash)).to.match(/c0ffee.*deadbeef$/);
  });

  it("estimates enough gas for the transaction", async () => {
    const client = makeClient();
    const gas = await client.estimateGas({ to: FRIEND, value: 1n });
    const { status } = await client.sendTransactionSync({ to: FRIEND, value: 1n, gas });
    expect(status).to.equal("success");
    const args = [FRIEND, 1n] as const;
    const call = { address: token, abi: TOKEN, functionName: "mint", args } as const;
    expect(await client.estimateContractGas(call)).to.be.a("bigint");
  });

  it("refuses a transaction of another account, for another chain, or without a recipient", async () => {
    const client = makeClient();
    const wrong = [
      { account: FRIEND, to: FRIEND },
      { chain: { ...chain.chain, id: 1 }, to: FRIEND },
      { chainId: 1, to: FRIEND },
      { value: parseEther("1") },
    ];
    for (const request of wrong)
      for (const act of [
        () => client.sendTransaction(request as never),
        () => client.prepareTransactionRequest(request as never),
        () => client.signTransaction(request as never),
      ]) {
        const { code } = await rejection(act(), InvalidTransactionRequestError);
        expect(code).to.equal(-32602);
      }
    for (const named of [chain.chain.id, null]) {
      const request = { chainId: named, to: FRIEND };
      const { chainId } = await client.prepareTransactionRequest(request as never);
      expect(chainId).to.equal(chain.chain.id);
    }
  });
});
