import { expect } from "chai";
import type { Printer } from "../scripts/start/printer";
import { walk } from "../scripts/walk/walk";
import { TestToken__factory } from "../typechain-types";
import { fund } from "./helpers/fund";
import { fundedWallet, localProvider } from "./helpers/local-chain";
import { deploySuite, walletDeployer } from "./helpers/suite";
import { parseEther } from "ethers";

describe("The walk of npm start", () => {
  it("holds from signing up to the sponsored transaction", async () => {
    const told: string[] = [];
    const printer: Printer = {
      title: (text) => told.push(`# ${text}`),
      note: (text) => told.push(text),
      done: (text, { gasUsed }) => told.push(`${text}: ${gasUsed > 0n}`),
      refused: (text, reason) => told.push(`${text}: refused, ${reason}`),
    };
    const deployer = await fundedWallet(localProvider());
    const suite = await deploySuite(deployer);
    const deploy = walletDeployer(deployer).deploy;
    const [token, paymaster] = [await deploy("TestToken", []), await deploy("GeneralPaymaster", [])];
    await fund(deployer, paymaster, parseEther("1"));

    await walk({ suite, token: TestToken__factory.connect(token, deployer), paymaster, printer });

    expect(told.filter((line) => line.startsWith("# "))).to.have.length(5);
    expect(told.filter((line) => line.includes(": refused, "))).to.have.length(10);
  });
});
