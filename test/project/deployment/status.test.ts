import { rm } from "node:fs/promises";
import { expect } from "chai";
import hre from "hardhat";
import { bytecodeHashOf } from "../../../scripts/suite/create2";
import { DEFAULT_LIMITS, sponsoredCalls } from "../../../scripts/suite/sponsored-calls";
import type { SuiteStatus } from "../../../scripts/suite/status/suite-status";
import { SUITE_CONTRACTS } from "../../../scripts/suite/suite-contracts";
import { SsoPaymaster__factory } from "../../../typechain-types";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { withOtherBuild } from "../../helpers/project/other-build";

const TASK = "suite-status";

describe("npm run status", () => {
  const folder = useDeploymentFolder({ deployed: true });

  const status = async (): Promise<SuiteStatus> => {
    await folder.run(TASK, { json: true });
    return JSON.parse(folder.printed.join("\n")) as SuiteStatus;
  };

  it("says what is deployed, whose it is, and that it is this checkout's build", async () => {
    const wallet = await hre.deployer.getWallet();
    const { addresses } = await folder.record();
    const { contracts, beacon, paymaster, chainId, accountRelease, notCompared } = await status();
    expect({ chainId, notCompared }).to.deep.equal({ chainId: "260", notCompared: undefined });
    expect(contracts.map(({ key }) => key)).to.have.members(SUITE_CONTRACTS.map(({ key }) => key));
    for (const { key, contract, address, bytecodeHash, isThisBuild } of contracts) {
      expect(address).to.equal(addresses[key]);
      expect(bytecodeHash).to.equal(await bytecodeHashOf(hre, contract));
      expect(isThisBuild).to.equal(true);
    }
    expect(accountRelease).to.match(/^zksync-sso\./);
    expect(beacon).to.deep.equal({ owner: wallet.address, implementation: addresses.accountImplementation });
    expect(paymaster).to.deep.equal({
      owner: wallet.address,
      balance: String(10n ** 19n),
      paused: false,
      limits: {
        total: String(DEFAULT_LIMITS.total),
        perSender: String(DEFAULT_LIMITS.perSender),
        period: String(DEFAULT_LIMITS.period),
      },
      remaining: String(DEFAULT_LIMITS.total),
      notSponsored: [],
    });
  });

  it("is refused where nothing is recorded, and where what was recorded has ended with its node", async () => {
    const { history } = await folder.record();
    const deploy = `Deploy one: npx hardhat deploy-zksync --network ${hre.network.name}`;
    await folder.recordGone(history);
    expect(await folder.refusal(TASK)).to.equal(
      `${folder.path} records a suite that this node does not have: what is in a node's memory ends with it. ${deploy}`,
    );
    await rm(folder.path);
    expect(await folder.refusal(TASK)).to.equal(`${folder.path} records no suite on this chain. ${deploy}`);
  });

  it("names what is another build, and the command that upgrades it", async () => {
    const { contracts } = await withOtherBuild("SessionKeyModule", "TestValidator", status);
    expect(contracts.filter(({ isThisBuild }) => !isThisBuild).map(({ key }) => key)).to.deep.equal([
      "session",
    ]);
  });

  it("says who may accept ownership, that the paymaster is paused, and what it does not pay for", async () => {
    const wallet = await hre.deployer.getWallet();
    const heir = await hre.deployer.getWallet(1);
    const { addresses } = await folder.record();
    const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
    const call = { target: addresses.session, selector: "0x12345678" };
    await (await paymaster.transferOwnership(heir.address)).wait();
    await (await paymaster.pause()).wait();
    const [needed] = sponsoredCalls(addresses);
    await (await paymaster.setSponsored([needed!, call], false)).wait();
    await folder.run(TASK);
    const text = folder.printed.join("\n");
    expect(text).to.contain(`${heir.address} may accept it; it is paused`);
    expect(text).to.contain(`does not pay for     ${String(needed!.target)} ${String(needed!.selector)}`);
    expect(text).to.contain("balance              10.0 ETH");
  });
});
