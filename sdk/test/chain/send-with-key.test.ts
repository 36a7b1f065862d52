import { expect } from "chai";
import { createWalletClient, custom, type Address } from "viem";
import { generatePrivateKey, nonceManager, privateKeyToAccount } from "viem/accounts";
import { deployAccount } from "../../src/client/ecdsa/index.js";
import { InsufficientFundsError } from "../../src/errors/index.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { recordRequests } from "../helpers/requests.js";
import { rejection } from "../helpers/rejection.js";

describe("A call that a key sends for its own address", () => {
  let chain: LocalChain;

  before(async () => (chain = await startLocalChain()));
  after(() => chain.stop());

  const newOwner = (): Address => privateKeyToAccount(generatePrivateKey()).address;
  const client = (options: object = {}) =>
    createWalletClient({
      account: chain.rich.account,
      chain: chain.chain,
      transport: chain.transport(),
      pollingInterval: 10,
      ...options,
    });
  const deploy = (options: object = {}) =>
    deployAccount(client(options), { owner: newOwner(), contracts: chain.contracts });

  /** Deploys an account, and returns the requests until the transaction is sent, and in how many rounds they were made. */
  const requestsOf = async (options: object = {}, paid: object = {}) => {
    const requests = recordRequests(chain);
    let [rounds, methods] = [0, [] as string[]];
    await deployAccount(client({ transport: requests.transport, ...options }), {
      owner: newOwner(),
      contracts: chain.contracts,
      ...paid,
      onTransactionSent: () => {
        rounds = requests.rounds();
        methods = [...requests.methods];
      },
    });
    return { rounds, methods };
  };

  it("takes one round of requests for what it lacks, and one to be sent", async () => {
    const { rounds, methods } = await requestsOf();
    expect(rounds).to.equal(2);
    const asked = ["eth_estimateGas", "eth_gasPrice", "eth_getTransactionCount"];
    expect(methods.slice(0, 3).sort()).to.deep.equal(asked);
    expect(methods.slice(3)).to.deep.equal(["eth_sendRawTransaction"]);
  });

  it("takes two more if a paymaster pays, as viem asks for the chain's id once to check it, and once to sign", async () => {
    const paymaster = { address: chain.contracts.accountPaymaster };
    const { rounds, methods } = await requestsOf({}, { paymaster });
    expect(rounds).to.equal(4);
    expect(methods.slice(3)).to.deep.equal(["eth_chainId", "eth_chainId", "eth_sendRawTransaction"]);
  });

  it("takes the fees that the client's chain has decided, and ends in what the client appends", async () => {
    const fees = {
      estimateFeesPerGas: async () => ({ maxFeePerGas: 777_000_000n, maxPriorityFeePerGas: 5n }),
    };
    const options = { chain: { ...chain.chain, fees }, dataSuffix: "0xdeadbeef" } as const;
    const { transactionReceipt } = await deploy(options);
    const hash = transactionReceipt.transactionHash;
    const sent = await chain.publicClient.getTransaction({ hash });
    expect(sent).to.include({ maxFeePerGas: 777_000_000n, maxPriorityFeePerGas: 5n });
    expect(sent.input).to.match(/deadbeef$/);
    const { methods } = await requestsOf({ dataSuffix: "0xdeadbeef" });
    expect(methods).to.include("eth_fillTransaction");
  });

  it("fails with viem's own error if it is not about the account: another chain's id, though the key has nothing", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const error: Error = await deploy({ account, chain: { ...chain.chain, id: 324 } }).then(
      () => new Error("it was sent"),
      (refused: Error) => refused,
    );
    expect(error.message).to.include("wrong chain id");
  });

  it("costs the key's address, which needs no code, and says so if that has too little", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const error = await rejection(deploy({ account }), InsufficientFundsError);
    expect(error.shortMessage).to.match(new RegExp(`^${account.address} has 0 wei`));
    await chain.testClient.setBalance({ address: account.address, value: 10n ** 18n });
    await deploy({ account });
    expect(await chain.publicClient.getTransactionCount({ address: account.address })).to.equal(1);
  });

  it("takes its nonces from the manager that its key has", async () => {
    const account = privateKeyToAccount(generatePrivateKey(), { nonceManager });
    await chain.testClient.setBalance({ address: account.address, value: 10n ** 18n });
    await deploy({ account });
    await deploy({ account });
    const next = { address: account.address, chainId: chain.chain.id, client: chain.publicClient };
    expect(await nonceManager.get(next)).to.equal(2);
  });

  it("is left to a wallet as it is, which fills in and signs by itself", async () => {
    const { address } = chain.rich.account;
    await chain.testClient.impersonateAccount({ address });
    const requests = recordRequests(chain);
    await deploy({ account: address, transport: custom(requests.transport({ chain: chain.chain })) });
    expect(requests.methods).to.include("eth_sendTransaction");
    expect(requests.methods).to.not.include("eth_sendRawTransaction");
  });
});
