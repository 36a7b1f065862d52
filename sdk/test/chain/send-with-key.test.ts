import { expect } from "chai";
import { createWalletClient, custom, TransactionExecutionError, type Address } from "viem";
import { createNonceManager, generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { deployAccount } from "../../src/client/ecdsa/index.js";
import { InsufficientFundsError, UnreadableAnswerError } from "../../src/errors/index.js";
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

  it("takes the fees that the client's chain has decided", async () => {
    const decided = { maxFeePerGas: 777_000_000n, maxPriorityFeePerGas: 5n };
    const fees = { estimateFeesPerGas: () => Promise.resolve(decided) };
    const { transactionReceipt } = await deploy({ chain: { ...chain.chain, fees } });
    const hash = transactionReceipt.transactionHash;
    expect(await chain.publicClient.getTransaction({ hash })).to.include(decided);
  });

  it("is prepared as the client's chain does it, where that fills in what is missing", async () => {
    const decided = { maxFeePerGas: 777_000_000n, maxPriorityFeePerGas: 5n, gas: 7_777_777n };
    const isGiven = ([, value]: [string, unknown]) => value !== undefined;
    const prepareTransactionRequest = (request: object) =>
      Promise.resolve({ ...decided, ...Object.fromEntries(Object.entries(request).filter(isGiven)) });
    const { transactionReceipt } = await deploy({ chain: { ...chain.chain, prepareTransactionRequest } });
    const hash = transactionReceipt.transactionHash;
    expect(await chain.publicClient.getTransaction({ hash })).to.include(decided);
  });

  it("ends in what the client appends to each call, of which viem alone estimates the gas", async () => {
    const appended = { dataSuffix: "0xdeadbeef" };
    const { transactionReceipt } = await deploy(appended);
    const hash = transactionReceipt.transactionHash;
    const { input } = await chain.publicClient.getTransaction({ hash });
    expect(input).to.match(/deadbeef$/);
    expect((await requestsOf(appended)).methods).to.include("eth_fillTransaction");
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
    const taken: number[] = [];
    const source = { get: () => taken.length, set: (_: object, nonce: number) => void taken.push(nonce) };
    const nonceManager = createNonceManager({ source });
    const account = privateKeyToAccount(generatePrivateKey(), { nonceManager });
    await chain.testClient.setBalance({ address: account.address, value: 10n ** 18n });
    await deploy({ account });
    await deploy({ account });
    expect(taken).to.deep.equal([0, 1]);
  });

  it("fails with viem's own error if it cannot be estimated", async () => {
    const contracts = { ...chain.contracts, accountFactory: chain.contracts.session };
    const deploying = deployAccount(client(), { owner: newOwner(), contracts });
    await rejection(deploying, TransactionExecutionError);
  });

  it("fails if the node has no gas price, and says so", async () => {
    const transport = custom({
      request: async (request: { method: string; params?: unknown }): Promise<unknown> =>
        request.method === "eth_gasPrice" ? null : chain.publicClient.request(request as never),
    });
    const { shortMessage } = await rejection(deploy({ transport }), UnreadableAnswerError);
    expect(shortMessage).to.equal("The node's answer to eth_gasPrice cannot be read: it is null.");
  });

  it("is left to a wallet as it is, which fills in and signs by itself", async () => {
    const { address } = chain.rich.account;
    await chain.testClient.impersonateAccount({ address });
    const requests = recordRequests(chain);
    await deploy({ account: address, transport: custom(requests.transport({ chain: chain.chain })) });
    expect(requests.methods).to.include("eth_sendTransaction");
    expect(requests.methods).to.not.include("eth_sendRawTransaction");
    expect(requests.methods).to.not.include("eth_estimateGas");
  });
});
