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

  it("takes one round of requests for what it lacks, and one to be sent", async () => {
    const requests = recordRequests(chain);
    let [rounds, methods] = [0, [] as string[]];
    await deployAccount(client({ transport: requests.transport }), {
      owner: newOwner(),
      contracts: chain.contracts,
      onTransactionSent: () => {
        rounds = requests.rounds();
        methods = [...requests.methods];
      },
    });
    expect(rounds).to.equal(2);
    const asked = ["eth_estimateGas", "eth_gasPrice", "eth_getTransactionCount"];
    expect(methods.slice(0, 3).sort()).to.deep.equal(asked);
    expect(methods.slice(3)).to.deep.equal(["eth_sendRawTransaction"]);
  });

  it("takes its turn: of two that are sent at once, each has a nonce of its own", async () => {
    const deployed = await Promise.all([deploy(), deploy()]);
    expect(new Set(deployed.map(({ address }) => address)).size).to.equal(2);
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
