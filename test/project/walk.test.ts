import { expect } from "chai";
import type { Printer } from "../../scripts/start/printer";
import { deployPaymaster } from "../../scripts/suite/deploy-suite";
import { walk } from "../../scripts/walk/walk";
import { SsoPaymaster__factory, TestToken__factory } from "../../typechain-types";
import { restoreClock } from "../helpers/chain/chain-time";
import { fund } from "../helpers/chain/fund";
import { fundedWallet, localProvider } from "../helpers/chain/local-chain";
import { deploySuite, walletDeployer } from "../helpers/accounts/suite";
import { parseEther } from "ethers";

describe("The walk of npm start", () => {
  restoreClock(localProvider());

  it("holds from signing up to the recovery of a lost passkey", async () => {
    const told: string[] = [];
    const printer: Printer = {
      title: (text) => told.push(`# ${text}`),
      note: (text) => told.push(text),
      done: (text, { gasUsed }) => told.push(`${text}: ${gasUsed > 0n}`),
      refused: (text, reason) => told.push(`${text}: refused, ${reason}`),
      failed: (text) => told.push(`${text}: failed`),
    };
    const deployer = await fundedWallet(localProvider());
    const suite = await deploySuite(deployer);
    const deploy = walletDeployer(deployer).deploy;
    const token = await deploy("TestToken", []);
    const paymaster = await deployPaymaster(walletDeployer(deployer), suite.addresses, deployer.address);
    await fund(deployer, paymaster, parseEther("1"));

    await walk({
      suite,
      token: TestToken__factory.connect(token, deployer),
      paymaster: SsoPaymaster__factory.connect(paymaster, deployer),
      printer,
    });

    expect(told.filter((line) => line.startsWith("# "))).to.have.length(7);
    expect(told.filter((line) => line.includes(": refused, "))).to.have.length(14);
    expect(told.filter((line) => line.endsWith(": failed"))).to.have.length(0);
  });
});
