import { expect } from "chai";
import { MAX_INIT_CODE_LENGTH } from "../../src/bytecode/container.ts";
import { checkSizes } from "../../src/zksolc/size-restriction.ts";

/** Builds a contract as solc outputs it; compiling two megabytes of code would take minutes. */
function contractOfSize(bytes: number) {
  const solc = { evm: { bytecode: { object: "00".repeat(bytes) } } };
  return { file: "a.sol", contractName: "Large", solc, yul: undefined };
}

describe("zksolc's size restriction", () => {
  it("accepts the largest code that a container can hold", () => {
    expect(checkSizes([contractOfSize(MAX_INIT_CODE_LENGTH)])).to.deep.equal([]);
  });

  it("names the contract whose code is one byte too large", () => {
    const [report] = checkSizes([contractOfSize(MAX_INIT_CODE_LENGTH + 1)]);
    expect(report).to.include({ severity: "error" });
    expect(report!.formattedMessage).to.contain("a.sol:Large takes 2097089 bytes");
  });
});
