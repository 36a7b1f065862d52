import { expect } from "chai";
import { dataSlice, Interface, toBeHex, zeroPadValue } from "ethers";
import type { Provider } from "zksync-ethers";
import { simulateUpgrade } from "../../../scripts/suite/upgrade/simulation";
import { ERC7579Account__factory } from "../../../typechain-types";
import { messageOf } from "../../helpers/project/message-of";

const ACCOUNT = `0x${"a1".repeat(20)}`;
const RELEASE = { address: `0x${"b2".repeat(20)}`, bytecode: "0x01" };
const OTHER = `0x${"c3".repeat(20)}`;

const account = new Interface(ERC7579Account__factory.abi);
const word = (value: bigint | string): string => zeroPadValue(toBeHex(BigInt(value)), 32);

/** Answers calls: `runs` is the implementation named after the upgrade, `changed` the function that answers otherwise then. */
function stubbedProvider({ runs = RELEASE.address, changed = "" }): Provider {
  return {
    getCode: () => Promise.resolve("0x01"),
    send(_method: string, [{ data }, , overrides]: [{ data: string }, string, object]) {
      const name = account.getFunction(dataSlice(data, 0, 4))?.name;
      if (name === "currentImplementation") return Promise.resolve(word(runs));
      return Promise.resolve(word(name === changed && ACCOUNT in overrides ? 2n : 1n));
    },
  } as unknown as Provider;
}

describe("Trying out a release", () => {
  it("passes if the account runs it and answers as before", async () => {
    await simulateUpgrade(stubbedProvider({}), ACCOUNT, RELEASE);
  });

  it("is refused where the node takes no account of the changed storage", async () => {
    const provider = stubbedProvider({ runs: OTHER });
    expect(await messageOf(simulateUpgrade(provider, ACCOUNT, RELEASE))).to.equal(
      "The node simulates no changed storage, so the upgrade cannot be tried out.",
    );
  });

  for (const changed of [
    "eip712Domain",
    "listK1Owners",
    "listModuleValidators",
    "listHooks",
    "supportsModule",
  ]) {
    it(`names ${changed} if it would answer otherwise`, async () => {
      const message = await messageOf(simulateUpgrade(stubbedProvider({ changed }), ACCOUNT, RELEASE));
      expect(message).to.contain(`${ACCOUNT} would answer ${changed}(`).and.to.contain("after the upgrade.");
    });
  }
});
