import { expect } from "chai";
import { Interface } from "ethers";
import hre from "hardhat";
import { verifySuite } from "../../../scripts/suite/verification/verify-suite";
import type { VerificationRequest } from "../../../scripts/suite/verification/verifiable-contracts";
import { SUITE_CONTRACTS } from "../../../scripts/suite/suite-contracts";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { withOtherBuild } from "../../helpers/project/other-build";

describe("npm run verify:contracts", () => {
  const folder = useDeploymentFolder({ deployed: true });
  const { ERA_TOOLCHAIN: before } = process.env;
  let requests: VerificationRequest[];

  const verify = async (request: VerificationRequest): Promise<void> => {
    requests.push(request);
  };

  const run = (ask = verify) => folder.capture(() => verifySuite(hre, ask));

  beforeEach(() => {
    requests = [];
    // What the explorer compiles with; the artifacts that are compared are those of the tests' toolchain.
    process.env.ERA_TOOLCHAIN = "official";
    hre.network.config.verifyURL = "http://explorer.example/contract_verification";
  });
  afterEach(() => {
    if (before === undefined) delete process.env.ERA_TOOLCHAIN;
    else process.env.ERA_TOOLCHAIN = before;
    delete hre.network.config.verifyURL;
  });

  it("asks the explorer about each contract, with the arguments it was deployed with", async () => {
    await run();
    const { history } = await folder.record();
    expect(requests.map(({ address }) => address)).to.deep.equal(history.map(({ address }) => address));
    for (const [i, { contract, constructorArguments }] of requests.entries()) {
      const { abi } = await hre.artifacts.readArtifact(contract);
      expect(new Interface(abi).encodeDeploy(constructorArguments)).to.equal(
        history[i]!.constructorArguments,
      );
    }
  });

  it("leaves out what is another build, and says so", async () => {
    await withOtherBuild("SessionKeyModule", "TestValidator", run);
    expect(requests).to.have.length(SUITE_CONTRACTS.length - 1);
    expect(folder.printed.join("\n")).to.contain(
      "is another build: verify it from the checkout it was built from",
    );
  });

  it("leaves out what this checkout has no contract of that name for, as after a change of its name", async () => {
    const record = await folder.record();
    const gone = {
      ...record.history[0]!,
      contract: "ModuleOfAnEarlierName",
      address: record.addresses.beacon,
    };
    await folder.replaceRecord({ ...record, history: [gone, ...record.history] });
    await run();
    expect(requests).to.have.length(SUITE_CONTRACTS.length);
    expect(folder.printed[0]).to.contain("ModuleOfAnEarlierName at").and.to.contain("is another build");
  });

  it("fails if nothing is of this build, which would verify nothing", async () => {
    const record = await folder.record();
    const history = record.history.map((entry) => ({ ...entry, bytecodeHash: "0x01" }));
    await folder.replaceRecord({ ...record, history });
    const outcome = await run().catch((error: Error) => error.message);
    expect(outcome).to.contain("Nothing was verified: nothing that");
    expect(folder.printed).to.have.length(SUITE_CONTRACTS.length);
  });

  it("goes on after a contract that is not verified, and names it at the end", async () => {
    const outcome = await run(async (request) => {
      await verify(request);
      if (request.contract.endsWith(":AAFactory")) throw new Error("the explorer is busy");
    }).catch((error: Error) => error.message);
    expect(requests).to.have.length(SUITE_CONTRACTS.length);
    expect(outcome).to.contain("contracts/AAFactory.sol:AAFactory at").and.to.contain("the explorer is busy");
  });

  it("is refused if there is no history, which would verify nothing", async () => {
    await folder.replaceRecord({ ...(await folder.record()), history: [] });
    const outcome = await run().catch((error: Error) => error.message);
    expect(outcome).to.contain("has no history to verify");
  });

  it("is refused with the embedded compiler, whose code no explorer makes", async () => {
    delete process.env.ERA_TOOLCHAIN;
    expect(await folder.refusal("suite-verify")).to.contain("set ERA_TOOLCHAIN=official");
  });

  it("is refused on a network without an explorer", async () => {
    delete hre.network.config.verifyURL;
    expect(await folder.refusal("suite-verify")).to.contain("has no block explorer");
  });
});
