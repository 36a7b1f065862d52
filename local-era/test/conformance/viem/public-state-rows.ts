import { expect } from "chai";
import { encodeFunctionData, hashMessage, hashTypedData, numberToHex, parseAbi, zeroHash } from "viem";
import { toMultisigSmartAccount } from "viem/zksync";
import { artifact } from "../../rpc/counter.ts";
import { BASE_FEE, COUNT, ETHER, RICH, SECOND, STRANGER, TOKENS } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { cannotServe, clientOnly, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { account, typedAbi } from "./clients.ts";
import type { PublicClient } from "./clients.ts";

const typedData = {
  domain: { name: "Probe", version: "1", chainId: 260 },
  types: { Probe: [{ name: "value", type: "uint256" }] },
  primaryType: "Probe",
  message: { value: 7n },
} as const;

const both = ({ account: address }: Lab) =>
  toMultisigSmartAccount({ address, privateKeys: [RICH!.privateKey, SECOND!.privateKey] });

const NO_ENS = /does not support contract "ensUniversalResolver"|ensUniversalResolver/;

/** Covers reads of state, calls and signatures. */
export const publicStateRows: Table<PublicClient> = {
  call: serves("returns what a contract returns, also with state overrides", async (client, { counter }) => {
    const data = encodeFunctionData({ abi: typedAbi, functionName: "count" });
    expect((await client.call({ to: counter, data })).data).to.equal(numberToHex(COUNT, { size: 32 }));
    const stateDiff = [{ slot: zeroHash, value: numberToHex(99n, { size: 32 }) }];
    const overridden = await client.call({
      to: counter,
      data,
      stateOverride: [{ address: counter, stateDiff }],
    });
    expect(overridden.data).to.equal(numberToHex(99n, { size: 32 }));
  }),
  createAccessList: cannotServe("access lists", /eth_createAccessList/, (client) =>
    client.createAccessList({ to: STRANGER }),
  ),
  getBalance: serves("returns the balance, also at an earlier block", async (client, { paymaster, node }) => {
    await node.call("evm_mine");
    expect(await client.getBalance({ address: paymaster })).to.equal(ETHER);
    const blockNumber = await client.getBlockNumber();
    await node.call("evm_mine");
    await node.call("hardhat_setBalance", paymaster, "0x1");
    expect(await client.getBalance({ address: paymaster, blockNumber })).to.equal(ETHER);
    expect(await client.getBalance({ address: paymaster })).to.equal(1n);
  }),
  getBlobBaseFee: cannotServe("blobs", /eth_blobBaseFee/, (client) => client.getBlobBaseFee()),
  getBytecode: serves("is getCode", async (client, { counter }) => {
    expect(await client.getBytecode({ address: counter })).to.equal(artifact("Counter").bytecode);
  }),
  getChainId: serves("is 260", async (client) => {
    expect(await client.getChainId()).to.equal(260);
  }),
  getCode: serves("returns the deployed bytecode", async (client, { counter }) => {
    expect(await client.getCode({ address: counter })).to.equal(artifact("Counter").bytecode);
    expect(await client.getCode({ address: STRANGER })).to.equal(undefined);
  }),
  getDelegation: serves("returns nothing, as on a chain without EIP-7702", async (client) => {
    expect(await client.getDelegation({ address: STRANGER })).to.equal(undefined);
  }),
  getEip712Domain: serves("reads ERC-5267", async (client, { token }) => {
    const { domain } = await client.getEip712Domain({ address: token });
    expect(domain).to.include({ name: "Token", version: "1", chainId: 260, verifyingContract: token });
  }),
  getStorageAt: serves("returns the word in a slot", async (client, { counter }) => {
    expect(await client.getStorageAt({ address: counter, slot: "0x0" })).to.equal(
      numberToHex(COUNT, { size: 32 }),
    );
  }),
  getStorageValues: cannotServe("eth_getStorageValues", /eth_getStorageValues/, (client, { counter }) =>
    client.getStorageValues({ [counter]: [zeroHash] } as never),
  ),
  getProof: cannotServe("a Merkle tree of the state", /eth_getProof/, (client) =>
    client.getProof({ address: STRANGER, storageKeys: [] }),
  ),
  getTransactionCount: serves("returns the next nonce", async (client) => {
    expect(await client.getTransactionCount({ address: account.address })).to.equal(6);
  }),
  readContract: serves("decodes what a view returns", async (client, { counter }) => {
    expect(await client.readContract({ address: counter, abi: typedAbi, functionName: "count" })).to.equal(
      COUNT,
    );
  }),
  multicall: serves(
    "reads several values at once through a batching contract",
    async (client, { counter, token, batch }) => {
      const results = await client.multicall({
        multicallAddress: batch,
        contracts: [
          { address: counter, abi: typedAbi, functionName: "count" },
          {
            address: token,
            abi: parseAbi(["function decimals() view returns (uint8)"]),
            functionName: "decimals",
          },
          { address: token, abi: typedAbi, functionName: "count" },
        ],
      });
      expect(results.map(({ result }) => result)).to.deep.equal([COUNT, 18, undefined]);
    },
  ),
  simulateContract: serves(
    "returns the result, or decodes why the call fails",
    async (client, { counter }) => {
      const request = { address: counter, abi: typedAbi, functionName: "add", account } as const;
      expect((await client.simulateContract({ ...request, args: [3n] })).result).to.equal(COUNT + 3n);
      const failing = client.simulateContract({ ...request, args: [0n] });
      expect(String(await failing.catch((error: unknown) => error))).to.contain("nothing to add");
    },
  ),
  simulate: cannotServe("eth_simulateV1", /eth_simulateV1/, (client) =>
    client.simulate({ blocks: [{ calls: [{ to: STRANGER }] }] }),
  ),
  simulateBlocks: cannotServe("eth_simulateV1", /eth_simulateV1/, (client) =>
    client.simulateBlocks({ blocks: [{ calls: [{ to: STRANGER }] }] }),
  ),
  simulateCalls: cannotServe("eth_simulateV1", /eth_simulateV1/, (client) =>
    client.simulateCalls({ calls: [{ to: STRANGER }] }),
  ),

  estimateGas: serves("returns a positive amount of gas", async (client, { counter }) => {
    const data = encodeFunctionData({ abi: typedAbi, functionName: "add", args: [1n] });
    expect((await client.estimateGas({ account, to: counter, data })) > 24_070n).to.equal(true);
  }),
  estimateContractGas: serves("returns the same as estimateGas of the call", async (client, { counter }) => {
    const data = encodeFunctionData({ abi: typedAbi, functionName: "add", args: [1n] });
    const request = { address: counter, abi: typedAbi, functionName: "add", args: [1n], account } as const;
    const gas = await client.estimateContractGas(request);
    expect(gas).to.equal(await client.estimateGas({ account, to: counter, data }));
  }),
  estimateFeesPerGas: serves("returns a fee above the base fee, without a tip", async (client) => {
    const { maxFeePerGas, maxPriorityFeePerGas } = await client.estimateFeesPerGas();
    expect(maxFeePerGas >= BASE_FEE).to.equal(true);
    expect(maxPriorityFeePerGas).to.equal(0n);
  }),
  estimateMaxPriorityFeePerGas: serves("is zero", async (client) => {
    expect(await client.estimateMaxPriorityFeePerGas()).to.equal(0n);
  }),
  getGasPrice: serves("returns the base fee", async (client) => {
    expect(await client.getGasPrice()).to.equal(BASE_FEE);
  }),
  getFeeHistory: serves("returns base fees without rewards", async (client) => {
    const history = await client.getFeeHistory({ blockCount: 2, rewardPercentiles: [50] });
    expect(history.baseFeePerGas).to.deep.equal([BASE_FEE, BASE_FEE, BASE_FEE]);
    expect(history.reward).to.deep.equal([[0n], [0n]]);
  }),

  verifyHash: serves("accepts a signature by an EOA or a contract (ERC-1271)", async (client, lab) => {
    const hash = hashMessage("probe");
    const signatures = [await account.sign({ hash }), await both(lab).sign({ hash })];
    const verify = (address: `0x${string}`, signature: `0x${string}`) =>
      client.verifyHash({ address, hash, signature, erc6492VerifierAddress: lab.batch });
    expect(await verify(account.address, signatures[0]!)).to.equal(true);
    expect(await verify(STRANGER, signatures[0]!)).to.equal(false);
    expect(await verify(lab.account, signatures[1]!)).to.equal(true);
    expect(await verify(lab.account, signatures[0]!)).to.equal(false);
  }),
  verifyMessage: serves("accepts a message signed by an EOA", async (client) => {
    const signature = await account.signMessage({ message: "probe" });
    const { address } = account;
    expect(await client.verifyMessage({ address, message: "probe", signature })).to.equal(true);
    expect(await client.verifyMessage({ address, message: "other", signature })).to.equal(false);
  }),
  verifyTypedData: serves("accepts typed data signed by an EOA", async (client) => {
    const signature = await account.signTypedData(typedData);
    const { address } = account;
    expect(await client.verifyTypedData({ ...typedData, address, signature })).to.equal(true);
    const message = { value: 8n };
    expect(await client.verifyTypedData({ ...typedData, message, address, signature })).to.equal(false);
    expect(hashTypedData(typedData)).to.match(/^0x/);
  }),
  verifySiweMessage: serves("accepts a SIWE message signed by an EOA", async (client) => {
    const { address } = account;
    const message = [
      `example.com wants you to sign in with your Ethereum account:\n${address}\n`,
      "\nURI: https://example.com\nVersion: 1\nChain ID: 260\nNonce: 12345678\nIssued At: 2024-01-01T00:00:00.000Z",
    ].join("");
    const signature = await account.signMessage({ message });
    expect(await client.verifySiweMessage({ message, signature, address })).to.equal(true);
    expect(await client.verifySiweMessage({ message, signature, address: STRANGER })).to.equal(false);
  }),

  getEnsAddress: cannotServe("ENS", NO_ENS, (client) => client.getEnsAddress({ name: "somebody.eth" })),
  getEnsAvatar: cannotServe("ENS", NO_ENS, (client) => client.getEnsAvatar({ name: "somebody.eth" })),
  getEnsName: cannotServe("ENS", NO_ENS, (client) => client.getEnsName({ address: STRANGER })),
  getEnsResolver: cannotServe("ENS", NO_ENS, (client) => client.getEnsResolver({ name: "somebody.eth" })),
  getEnsText: cannotServe("ENS", NO_ENS, (client) => client.getEnsText({ name: "somebody.eth", key: "url" })),

  "token.getBalance": serves("is ERC-20's balanceOf", async (client, { token }) => {
    const { amount } = await client.token.getBalance({ account, token });
    expect(amount).to.equal(TOKENS);
  }),
  "token.getAllowance": serves("is ERC-20's allowance", async (client, { token }) => {
    const { amount } = await client.token.getAllowance({
      account: account.address,
      spender: STRANGER,
      token,
    });
    expect(amount).to.equal(0n);
  }),
  "token.getTotalSupply": serves("is ERC-20's totalSupply", async (client, { token }) => {
    const { amount } = await client.token.getTotalSupply({ token });
    expect(amount).to.equal(TOKENS);
  }),
  "token.getMetadata": serves("returns the ERC-20 name, symbol and decimals", async (client, { token }) => {
    const metadata = await client.token.getMetadata({ token });
    expect(metadata).to.include({ name: "Token", symbol: "TKN", decimals: 18 });
  }),
  "token.getBalance.call": clientOnly("used by getBalance"),
  "token.getAllowance.call": clientOnly("used by getAllowance"),
  "token.getTotalSupply.call": clientOnly("used by getTotalSupply"),
};
