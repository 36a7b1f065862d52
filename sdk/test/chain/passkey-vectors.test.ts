import { readFileSync } from "node:fs";
import { expect } from "chai";
import { encodeFunctionData, getAddress, parseEventLogs, type Address, type Hash, type Hex } from "viem";
import { create2Address } from "../../scripts/passkey-vectors.js";
import { aaFactoryAbi, webAuthnModuleAbi } from "../../src/abi/generated.js";
import { predictAccountAddress } from "../../src/client/index.js";
import { accountIdOf } from "../../src/deployment/unique-id.js";
import { encodeModuleData } from "../../src/utils/index.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";

interface Vectors {
  installations: { parameters: Hex; uniqueId: Hash; origin: string; credentialId: string }[];
  assertions: { name: string; hash: Hash; assertion: Hex }[];
}

const { installations, assertions } = JSON.parse(
  readFileSync(new URL("../../vectors/passkeys.json", import.meta.url), "utf8"),
) as Vectors;

describe("Passkey vectors on the chain", () => {
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  it("install a passkey whose assertions the module accepts, at a predicted address", async () => {
    const { contracts, publicClient, rich } = chain;
    const [installation] = installations;
    if (!installation) throw new Error("there is no vector");
    const { parameters, uniqueId, origin, credentialId } = installation;
    const module = encodeModuleData({ address: contracts.passkey, parameters });
    const data = encodeFunctionData({
      abi: aaFactoryAbi,
      functionName: "deployProxySsoAccount",
      args: [uniqueId, [module], []],
    });
    const hash = await rich.sendTransaction({ to: contracts.accountFactory, data });
    const { logs } = await publicClient.waitForTransactionReceipt({ hash });
    const [created] = parseEventLogs({ abi: aaFactoryAbi, eventName: "AccountCreated", logs });
    const account = created?.args.accountAddress as Address;

    const factory = { address: contracts.accountFactory, abi: aaFactoryAbi } as const;
    const bytecodeHash = await publicClient.readContract({
      ...factory,
      functionName: "beaconProxyBytecodeHash",
    });
    const beacon = await publicClient.readContract({ ...factory, functionName: "beacon" });
    const id = accountIdOf(uniqueId, rich.account.address);
    const predicted = create2Address(contracts.accountFactory, id, bytecodeHash, beacon);
    expect(getAddress(predicted)).to.equal(account);
    const { accountFactory } = contracts;
    const asked = { accountFactory, uniqueId, deployer: rich.account.address };
    expect(await predictAccountAddress(publicClient, asked)).to.equal(account);

    const registered = await publicClient.readContract({
      address: contracts.passkey,
      abi: webAuthnModuleAbi,
      functionName: "registeredAddress",
      args: [origin, `0x${Buffer.from(credentialId, "base64url").toString("hex")}`],
    });
    expect(registered).to.equal(account);
    for (const { name, hash: challenge, assertion } of assertions)
      expect(
        await publicClient.readContract({
          account,
          address: contracts.passkey,
          abi: webAuthnModuleAbi,
          functionName: "validateSignature",
          args: [challenge, assertion],
        }),
        name,
      ).to.equal(true);
  });
});
