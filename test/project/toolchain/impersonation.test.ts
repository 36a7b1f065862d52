import { expect } from "chai";
import { parseEther } from "ethers";
import hre from "hardhat";
import { runsEmbedded } from "../../helpers/chain/embedded-node";
import { localProvider } from "../../helpers/chain/local-chain";

const FRIEND = "0x00000000000000000000000000000000000f41e0";

/** The plugin's signers depend on an answer of the node, and with anvil-zksync's cannot send. */
const describeIfEmbedded = runsEmbedded ? describe : describe.skip;

describeIfEmbedded("an impersonated signer", () => {
  const provider = localProvider();

  for (const [kind, type] of [
    ["of Ethereum's types", 2],
    ["of ZKsync's own type", undefined],
  ] as const) {
    it(`sends transactions ${kind} as an account whose key nobody has`, async () => {
      const address = `0x${(type ?? 113).toString(16).padStart(40, "5")}`;
      await provider.send("hardhat_setBalance", [address, `0x${parseEther("1").toString(16)}`]);
      const signer = await hre.zksyncEthers.getImpersonatedSigner(address);
      const before = await provider.getBalance(FRIEND);
      const sent = await signer.sendTransaction({ to: FRIEND, value: 5n, type });
      const receipt = await sent.wait();
      expect(receipt.from.toLowerCase()).to.equal(address);
      expect(await provider.getBalance(FRIEND)).to.equal(before + 5n);
    });
  }

  it("no longer sends anything once impersonation is stopped", async () => {
    const address = `0x${"5a".repeat(20)}`;
    const signer = await hre.zksyncEthers.getImpersonatedSigner(address);
    await provider.send("hardhat_stopImpersonatingAccount", [address]);
    const refusal: unknown = await signer.sendTransaction({ to: FRIEND, type: 2, gasLimit: 1_000_000n }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(String(refusal)).to.contain("is not allowed to perform transactions");
  });
});
